"""What a file may tell, and what its columns may be called. To know one more header, add it to the row of its field.

Headers are compared without case, spaces and punctuation. Among the names of a field the earlier one wins when a file has
columns for both.
"""

from dataclasses import dataclass
from enum import StrEnum


class ImportKind(StrEnum):
    HOSPITALS = "hospitals"
    CUSTOMERS = "customers"
    REPS = "reps"
    TRAVEL = "travel"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that rows may tell. Names are separated by spaces; a space inside a name is left out."""

    id: str
    names: tuple[str, ...]
    required: bool = False

    @property
    def label(self) -> str:
        """What people call it, in Chinese and English, where a file has no heading of its own: `姓名 / name`."""
        chinese = next((name for name in self.names if not name.isascii()), "")
        return " / ".join(filter(None, (chinese, self.id.replace("_", " "))))


def _field(id: str, names: str, required: bool = False) -> Field:
    return Field(id, tuple(names.split()), required)


_LATITUDE = (
    "纬度 緯度 latitude lat 纬 北纬 hospitallocationlat billinglatitude shippinglatitude "
    "家庭纬度 家庭緯度 homelatitude homelat 住址纬度 y y坐标"
)
_LONGITUDE = (
    "经度 經度 longitude lon lng long 经 东经 hospitallocationlng billinglongitude shippinglongitude "
    "家庭经度 家庭經度 homelongitude homelon homelng 住址经度 x x坐标"
)
_FRAME = "坐标系 座標系 坐标系统 坐标类型 frame crs datum coordinatesystem coordinateframe srid"
_DELETED = "isdeleted 已删除 deleted"

HOSPITAL_FIELDS = (
    _field(
        "code",
        "医院编号 医院编码 医院代码 编号 編號 编码 代码 code id hospitalid hospitalcode organisationid organizationid "
        "organisationcode odscode amapid accountnumber accountid 机构编码 机构代码 poi poiid",
    ),
    _field(
        "name",
        "医院名称 醫院名稱 医院名 医院 醫院 hospitalname hospital organisationname organizationname accountname "
        "机构名称 机构 单位名称 单位 name 名称 名稱",
        required=True,
    ),
    _field("alias", "别名 別名 又名 曾用名 简称 alias aliases othername othernames"),
    _field("level", "医院等级 医院级别 醫院等級 等级 级别 等級 level hospitallevel grade tier"),
    _field(
        "district",
        "所属城区 区县 区 行政区 城区 地区 區 district county city 城市 billingcity shippingcity borough area 县",
    ),
    _field("address", "地址 医院地址 醫院地址 详细地址 address hospitaladdress address1 billingstreet shippingstreet street"),
    _field("latitude", _LATITUDE),
    _field("longitude", _LONGITUDE),
    _field("frame", _FRAME),
    _field("daily_outpatients", "日门诊量 日均门诊量 门诊量 門診量 每日门诊量 dailyoutpatients outpatients outpatientsperday"),
    _field("reception", "接待时间 接待时段 可接待时间 代表接待时间 接待日 reception receptionhours visitinghours repreception"),
    _field("arrival_minutes", "到达分钟 到院耗时 登记分钟 停车登记分钟 arrivalminutes accessminutes registrationminutes"),
    _field("deleted", _DELETED),
)

CUSTOMER_FIELDS = (
    _field("code", "客户编号 客户编码 客户代码 医生编号 編號 编号 customerid customercode contactid hcpid code id"),
    _field(
        "hospital",
        "医院 医院名称 醫院 醫院名稱 单位 工作单位 机构 任职医院 hospital hospitalname accountname account institution "
        "organisation organization organisationname",
        required=True,
    ),
    _field("hospital_code", "医院编号 医院编码 医院代码 醫院編號 hospitalid hospitalcode accountid organisationid odscode"),
    _field("building", "院区楼宇 楼宇 楼栋 大楼 楼 院区 樓 building campus"),
    _field("floor", "楼层 樓層 层 floor level"),
    _field("department", "科室 科室名称 所属科室 部门 科別 科别 department ward unit specialty speciality 专科 专业"),
    _field(
        "name", "姓名 客户姓名 客户名称 客户 医生姓名 医生 醫師姓名 name fullname customername contactname doctor hcpname hcp"
    ),
    _field("first_name", "firstname 名 givenname"),
    _field("last_name", "lastname 姓 surname familyname"),
    _field("title", "职称 職稱 职务 職務 title jobtitle position"),
    _field("kind", "客户类型 客户类别 类型 类别 customertype kind type category"),
    _field("kol", "kol 关键意见领袖 是否kol iskol keyopinionleader"),
    _field("decision_maker", "决策者 決策者 是否决策者 decisionmaker isdecisionmaker"),
    _field("product", "产品 產品 产品名称 品种 品牌 product productname brand"),
    _field(
        "potential",
        "市场处方量月 市场处方量 月市场处方量 潜力 月潜力 potential monthlypotential marketprescriptions marketrx markettrx",
    ),
    _field(
        "support",
        "本品处方量月 本品处方量 月本品处方量 支持度 support adoption ourprescriptions productprescriptions ourrx brandrx",
    ),
    _field("patients", "病人数周 周病人数 每周病人数 病人数 患者数 patientsperweek weeklypatients patients"),
    _field("tier", "客户分级 客户级别 分级 客户等级 tier segment customertier class grade"),
    _field("availability", "可拜访时段 可拜访时间 拜访时段 可访时间 availability available visitingtimes besttime"),
    _field("latitude", _LATITUDE),
    _field("longitude", _LONGITUDE),
    _field("frame", _FRAME),
    _field(
        "rep",
        "负责代表 代表 医药代表 業務代表 负责人 rep repname representative medicalrep ownername owner ownerid 代表编号 repid",
    ),
    _field(
        "last_visit",
        "上次拜访 上次拜访日期 最近拜访 最近拜访日期 最后拜访 lastvisit lastvisitdate lastcall lastcalldate lastactivitydate",
    ),
    _field("verified_on", "核实日期 核对日期 信息核实日期 verifiedon lastverified verified"),
    _field("active", "在职 在職 有效 是否有效 active isactive"),
    _field("deleted", _DELETED),
)

REP_FIELDS = (
    _field("code", "代表编号 工号 员工号 员工编号 編號 编号 repid repcode userid code id employeenumber employeeid"),
    _field("name", "代表 代表姓名 医药代表 姓名 rep repname representative name fullname username"),
    _field("first_name", "firstname 名 givenname"),
    _field("last_name", "lastname 姓 surname familyname"),
    _field("latitude", _LATITUDE),
    _field("longitude", _LONGITUDE),
    _field("frame", _FRAME),
    _field("team", "团队 團隊 产品线 组别 小组 team salesteam businessunit division department"),
    _field("working_hours", "工作时间 上班时段 workinghours hours"),
    _field("start", "上班 上班时间 开始时间 start starttime workstart"),
    _field("end", "下班 下班时间 结束时间 end endtime workend"),
    _field("lunch", "午休 午休时间 lunch lunchbreak"),
    _field("lunch_start", "午休开始 lunchstart"),
    _field("lunch_end", "午休结束 lunchend"),
    _field("part_time", "工作比例 兼职比例 parttime fte workload"),
    _field("active", "在职 在職 有效 active isactive"),
    _field("deleted", _DELETED),
)

TRAVEL_FIELDS = (
    _field("origin", "从 出发地 起点 出发 始发 出发医院 from origin start startplace departure", required=True),
    _field("destination", "到 目的地 终点 到达 到达医院 to destination end endplace arrival", required=True),
    _field("minutes", "分钟 分钟数 用时 用时分钟 时长 耗时 路程分钟 minutes min duration traveltime time", required=True),
    _field("window", "时段 出发时段 出发时间段 window timewindow hours departurewindow"),
    _field("window_start", "时段开始 出发时间从 windowstart departurefrom"),
    _field("window_end", "时段结束 出发时间到 windowend departureto"),
)

CALL_FIELDS = (
    _field("code", "拜访编号 记录编号 拜访记录编号 callid visitid activityid code"),
    _field("date", "日期 拜访日期 拜访日 date calldate visitdate activitydate", required=True),
    _field("customer_code", "客户编号 客户编码 客户代码 医生编号 customerid customercode contactid hcpid"),
    _field(
        "customer", "客户 客户姓名 姓名 医生姓名 医生 customer customername contactname doctor hcpname hcp name", required=True
    ),
    _field("hospital", "医院 医院名称 醫院 单位 hospital hospitalname accountname account"),
    _field("hospital_code", "医院编号 医院编码 医院代码 hospitalid hospitalcode accountid"),
    _field("outcome", "结果 拜访结果 状态 拜访状态 outcome result status callstatus"),
    _field("rep", "代表 负责代表 医药代表 拜访人 rep repname representative ownername owner repid 代表编号"),
    _field("start", "时间 拜访时间 开始时间 time start starttime calltime"),
    _field("note", "备注 拜访备注 记录 note notes comment comments description"),
)

THE_ROW = "整行 / row"
"""Stands for the column where a whole row is meant."""

FIELDS = {
    ImportKind.HOSPITALS: HOSPITAL_FIELDS,
    ImportKind.CUSTOMERS: CUSTOMER_FIELDS,
    ImportKind.REPS: REP_FIELDS,
    ImportKind.TRAVEL: TRAVEL_FIELDS,
    ImportKind.CALLS: CALL_FIELDS,
}
