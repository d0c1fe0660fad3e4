"""What two names of one hospital have in common once the words that only decorate are taken away.

Plain similarity of strings fails both ways: 署立桃園醫院 and 衛生福利部桃園醫院 are one, 第一医院 and 第二医院 are two.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from db.exchange.names import plain_name

# traditional and simplified forms of the characters that hospital names are made of
_TRADITIONAL = (
    "醫臺學專業婦產兒護聯區國無眾東廣義財團會衛處腫復總綜紀長榮聖馬爾濟實驗診門齒"
    "蘭華體親張龍寧陽達慶豐揚陳黃雙協楊濱島灣縣鎮鄉園興劉趙吳鄭羅謝許鄧馮蕭葉蔣賴錢"
)
_SIMPLIFIED = (
    "医台学专业妇产儿护联区国无众东广义财团会卫处肿复总综纪长荣圣马尔济实验诊门齿"
    "兰华体亲张龙宁阳达庆丰扬陈黄双协杨滨岛湾县镇乡园兴刘赵吴郑罗谢许邓冯萧叶蒋赖钱"
)
_CHARACTERS = str.maketrans(_TRADITIONAL, _SIMPLIFIED)

_OWNERS = [
    "行政院卫生署立",
    "行政院卫生署",
    "卫生福利部",
    "卫生署立",
    "卫生署",
    "署立",
    "部立",
    "财团法人",
    "医疗社团法人",
    "医疗财团法人",
    "社团法人",
    "国立",
    "私立",
    "市立",
    "县立",
    "省立",
    "基督教",
    "天主教",
    "佛教",
    "基督长老教会",
    "中国人民解放军",
    "解放军",
    "附设",
    "附属",
    "nhsfoundationtrust",
    "nhstrust",
]
_KINDS = [
    "总医院",
    "综合医院",
    "纪念医院",
    "医学中心",
    "中心医院",
    "人民医院",
    "中医医院",
    "中医院",
    "专科医院",
    "医院",
    "综合门诊部",
    "门诊部",
    "联合诊所",
    "诊所",
    "卫生院",
    "社区卫生服务中心",
    "有限责任公司",
    "有限公司",
    "院区",
    "总院",
    "本部",
    "communityhospital",
    "generalhospital",
    "hospital",
    "clinic",
    "medicalcentre",
    "medicalcenter",
]
_CITIES = "北京|上海|天津|重庆|台北|新北|高雄|台中|台南|桃园|武汉|苏州|广州|深圳|杭州|南京|成都"
_PLACE = re.compile(rf"^(?:(?:{_CITIES})市?|[\u4e00-\u9fff]{{2,3}}?[省市县])")
_NUMBERS = re.compile(r"[一二三四五六七八九十百]+|\d+")
_LAST_PART = re.compile(r"[-－(（·]|医院|醫院|院区|[Hh]ospital")
_LONGEST_PART = 15
_HOSPITAL_ENDINGS = ("医院", "医学中心", "院区", "本部", "保健院", "hospital")
_DEPARTMENT_WORDS = (
    "科",
    "室",
    "门诊",
    "门诊部",
    "住院部",
    "急诊",
    "急诊区",
    "中心",
    "病房",
    "病区",
    "大楼",
    "楼",
    "药房",
    "体检",
    "处",
    "区",
    "emergency",
    "outpatient",
    "ward",
    "department",
    "pharmacy",
    "clinic",
)


@lru_cache(maxsize=100_000)
def joined_name(name: str) -> str:
    """The name in one script, without spaces and punctuation."""
    return plain_name(name).translate(_CHARACTERS)


@lru_cache(maxsize=100_000)
def core_name(name: str) -> str:
    """What tells a hospital from others: no owner, no place in front, no kind behind. May be empty for `人民医院`."""
    core = joined_name(name)
    for words in _OWNERS:
        core = core.replace(words, "")
    for words in _KINDS:
        core = core.removesuffix(words)
    # a hospital may be called after nothing but its place: then the place is what tells it from others
    return _PLACE.sub("", core) or core


def name_score(one: str, other: str) -> float:
    """How surely two names mean one hospital, 0..1: equal cores 1; different ordinal numbers speak against."""
    if joined_name(one) == joined_name(other):
        return 1.0
    first, second = core_name(one), core_name(other)
    if _NUMBERS.findall(first) != _NUMBERS.findall(second):
        return 0.0
    if not first or not second:
        return 0.5 * fuzz.ratio(joined_name(one), joined_name(other)) / 100
    if first == second:
        return 0.97
    short, long = sorted((first, second), key=len)
    if len(short) < 2:
        return 0.5 * fuzz.ratio(first, second) / 100
    whole = fuzz.ratio(first, second)
    part = fuzz.partial_ratio(short, long) * (0.9 if len(short) >= 3 else 0.85)
    return max(whole, part) / 100


def department_in_name(name: str, hospital: str) -> str | None:
    """The department when `name` is `hospital` and a department, such as `第一医院-急诊科` or `第一医院急诊`; else None."""
    whole, start = joined_name(name), joined_name(hospital)
    rest = whole.removeprefix(start)
    if rest == whole or not rest or not start.endswith(_HOSPITAL_ENDINGS):
        return None
    return _LAST_PART.split(name)[-1].strip(" )）") if rest.endswith(_DEPARTMENT_WORDS) and len(rest) <= _LONGEST_PART else None


def names_a_department(name: str) -> bool:
    """Whether a name ends like a department of a hospital: a hospital's kind stands inside it, a department's at its end."""
    joined = joined_name(name)
    ends = joined.endswith(_DEPARTMENT_WORDS)
    return ends and any(kind in joined for kind in _HOSPITAL_ENDINGS) and not joined.endswith(_HOSPITAL_ENDINGS)
