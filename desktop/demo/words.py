"""The words of the sample district, each in English and Chinese: both languages tell of the same invented people and places."""

import re
from typing import NamedTuple

from desktop.settings import Language


class Word(NamedTuple):
    """One word in both languages."""

    english: str
    chinese: str

    def text(self, language: Language) -> str:
        return self.chinese if language is Language.CHINESE else self.english


CITY = Word("Linjiang", "临江")
"""No such provincial capital exists; its plan lies where a real one does, so that maps show streets."""


def _names(pairs: str) -> tuple[Word, ...]:
    """`"Wang王 Li李"` -> words: the last character of each is the Chinese name."""
    return tuple(Word(pair[:-1], pair[-1]) for pair in re.split(" +", pairs))


SURNAMES = _names(
    "Wang王 Li李 Zhang张 Liu刘 Chen陈 Yang杨 Zhao赵 Huang黄 Zhou周 Wu吴 Xu徐 Sun孙 Hu胡 Zhu朱 Gao高 Lin林 He何 Guo郭 Ma马 "
    "Luo罗 Liang梁 Song宋 Zheng郑 Xie谢 Han韩 Tang唐 Feng冯 Yu于 Dong董 Xiao萧 Cheng程 Cao曹 Yuan袁 Deng邓 Fu傅 Shen沈 "
    "Zeng曾 Peng彭 Su苏 Lu卢 Jiang蒋 Cai蔡 Jia贾 Ding丁 Wei魏 Xue薛 Ye叶 Pan潘 Du杜 Dai戴 Xia夏 Zhong钟 Tian田 Ren任"
)
GIVEN_NAMES = _names(
    "wei伟 fang芳 na娜 min敏 jing静 li丽 qiang强 lei磊 jun军 yang洋 yong勇 yan艳 jie杰 juan娟 tao涛 ming明 chao超 xiu秀 "
    "xia霞 ping平 gang刚 ying英 hua华 yu玉 lan兰 hong红 wen文 zhi志 hai海 dong东 mei梅 xue雪 feng峰 chen晨 si思 jia佳 hao浩 "
    "ran然 zi子 xuan轩 ze泽 han涵 rui瑞 qi琪 yi怡 bo博 ning宁 shu舒"
)

DISTRICTS = tuple(
    Word(*pair)
    for pair in (
        ("Jinhu", "锦湖"),
        ("Qinglan", "青岚"),
        ("Hetang", "荷塘"),
        ("Wuyang", "武阳"),
        ("Chenghua", "澄华"),
        ("Gaoling", "高岭"),
        ("Shuangxi", "双溪"),
        ("Longmen", "龙门"),
        ("Wenquan", "文泉"),
    )
)
TOWNS = tuple(
    Word(*pair)
    for pair in (
        ("Baihe", "白鹤"),
        ("Yulin", "玉林"),
        ("Taoyuan", "桃源"),
        ("Shiqiao", "石桥"),
        ("Hongmen", "红门"),
        ("Jinsha", "金沙"),
        ("Caotang", "草塘"),
        ("Ximen", "西门"),
        ("Dongguang", "东光"),
        ("Nanqiao", "南桥"),
        ("Beixing", "北星"),
        ("Chunxi", "春溪"),
    )
)

FIRST_PEOPLES = (
    Word("First People's Hospital", "第一人民医院"),
    Word("Second People's Hospital", "第二人民医院"),
    Word("Third People's Hospital", "第三人民医院"),
    Word("Central Hospital", "中心医院"),
    Word("Oncology Hospital", "肿瘤医院"),
    Word("University Affiliated Hospital", "大学附属医院"),
    Word("Hospital of Traditional Chinese Medicine", "中医医院"),
    Word("Heart Centre", "心血管病医院"),
    Word("Friendship Hospital", "友谊医院"),
)
"""Large hospitals of the city."""
DISTRICT_HOSPITALS = (
    Word("People's Hospital", "区人民医院"),
    Word("Hospital of Traditional Chinese Medicine", "区中医医院"),
    Word("Maternity Hospital", "区妇幼保健院"),
    Word("Geriatric Hospital", "区老年病医院"),
    Word("Rehabilitation Hospital", "区康复医院"),
)
HEALTH_CENTRE = Word("Community Health Centre", "社区卫生服务中心")

OUTPATIENTS = Word("Outpatient building", "门诊楼")
MEDICINE = Word("Medical building", "内科楼")
SURGERY = Word("Surgical building", "外科楼")
ADMINISTRATION = Word("Administration building", "行政楼")
BUILDINGS = (OUTPATIENTS, MEDICINE, SURGERY, ADMINISTRATION)

CARDIOLOGY = Word("Cardiology", "心内科")
ENDOCRINOLOGY = Word("Endocrinology", "内分泌科")
NEUROLOGY = Word("Neurology", "神经内科")
NEPHROLOGY = Word("Nephrology", "肾内科")
GERIATRICS = Word("Geriatrics", "老年科")
GENERAL_PRACTICE = Word("General practice", "全科")
ONCOLOGY = Word("Oncology", "肿瘤科")
HEPATOLOGY = Word("Hepatology", "肝病科")

TITLES = (
    Word("Chief physician", "主任医师"),
    Word("Associate chief physician", "副主任医师"),
    Word("Attending physician", "主治医师"),
    Word("Resident physician", "住院医师"),
)

HEART_PRODUCT = Word("Atomin", "阿托明")
SUGAR_PRODUCT = Word("Rebenon", "瑞贝能")

TEAM_MEETING = Word("Team meeting", "团队例会")
ANNUAL_LEAVE = Word("Annual leave", "年假")
CONGRESS = Word("Regional congress", "区域学术会议")
REPORTS = Word("Reports and expenses", "报表与费用")
AGREED = Word("Agreed by phone", "电话约定")


def person(surname: Word, given: tuple[Word, ...], language: Language) -> str:
    """A full name: family name first in both languages, as in China."""
    if language is Language.CHINESE:
        return surname.chinese + "".join(word.chinese for word in given)
    return f"{surname.english} {''.join(word.english for word in given).capitalize()}"
