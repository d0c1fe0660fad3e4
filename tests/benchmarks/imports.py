"""How long the import of a large customer file takes, from the file to the committed database, and its peak memory.

    python -m tests.benchmarks.imports [--rows 50000] [--seed 1]

Makes hospitals, reps and customers in the format reps keep them in (Chinese headers, a row per customer and product) in a
temporary folder, imports the three files, then the customers again.
"""

import argparse
import csv
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from db.exchange.fields import ImportKind
from db.exchange.report import ImportReport, Status
from db.store import Store, open_store
from desktop.usecases.import_files import ImportFile, import_file

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志宏海燕晓东春梅雪峰宇晨思佳欣怡浩然子轩梓涵雨桐"
_DEPARTMENTS = ("心内科", "内分泌科", "神经内科", "呼吸内科", "消化内科", "肾内科", "肿瘤科", "老年科", "普外科", "骨科")
_SLOTS = tuple(f"周{day}{half}" for day in "一二三四五" for half in ("上午", "下午"))
_HEADERS = [
    "客户编号",
    "医院",
    "院区楼宇",
    "楼层",
    "科室",
    "姓名",
    "职称",
    "客户类型",
    "KOL",
    "决策者",
    "产品",
    "市场处方量(月)",
    "本品处方量(月)",
    "病人数(周)",
    "可拜访时段",
    "经度",
    "纬度",
    "坐标系",
    "负责代表",
    "上次拜访",
]


def _write(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _hospitals(rng: random.Random, count: int) -> list[tuple[str, float, float]]:
    return [
        (f"{rng.choice(_GIVEN)}{rng.choice(_GIVEN)}{number}医院", 116.2 + rng.random() * 0.4, 39.8 + rng.random() * 0.3)
        for number in range(count)
    ]


def _customers(rng: random.Random, rows: int, hospitals: list[tuple[str, float, float]]) -> list[list[object]]:
    written: list[list[object]] = [list(_HEADERS)]
    number = 0
    while len(written) <= rows:
        number += 1
        hospital, longitude, latitude = rng.choice(hospitals)
        rep = f"代表{rng.randint(0, 299)}"
        name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, 2))
        slots = "、".join(_SLOTS[index] for index in sorted(rng.sample(range(10), rng.choice((3, 4, 5, 8)))))
        place = [
            f"C{number:06d}",
            hospital,
            rng.choice(("门诊楼", "住院楼", "外科楼")),
            rng.randint(1, 12),
            rng.choice(_DEPARTMENTS),
        ]
        for product in ("阿托明", "瑞贝能")[: rng.choice((1, 2))]:
            market = rng.randint(5, 400)
            figures = [product, market, market // 4, market // 2]
            where = [slots, longitude, latitude, "GCJ02", rep, "2026-11-05"]
            written.append([*place, name, "主治医师", "处方医生", "", "", *figures, *where])
    return written[: rows + 1]


def _timed(store: Store, kind: ImportKind, path: Path) -> ImportReport:
    start = time.perf_counter()
    report = import_file(store, ImportFile(path, kind), datetime.now(UTC))
    seconds = time.perf_counter() - start
    fates = ", ".join(f"{report.rows_with(status)} {status}" for status in Status)
    sys.stdout.write(f"{path.name:16}{report.rows_read:8} rows{seconds:8.1f} s   {fates}\n")
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    hospitals = _hospitals(rng, 2_000)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        place = Path(folder)
        beds: list[list[object]] = [["医院名称", "经度", "纬度", "坐标系"], *([*each, "GCJ02"] for each in hospitals)]
        reps: list[list[object]] = [["代表", "团队"], *(list[object]((f"代表{number}", "普药")) for number in range(300))]
        customers = _write(place / "customers.csv", _customers(rng, arguments.rows, hospitals))
        _timed(store, ImportKind.HOSPITALS, _write(place / "hospitals.csv", beds))
        _timed(store, ImportKind.REPS, _write(place / "reps.csv", reps))
        first = _timed(store, ImportKind.CUSTOMERS, customers)
        sys.stdout.write(f"peak memory {_peak():.0f} MB; {len(first.proposals)} proposals, {len(first.remarks)} remarks\n")
        again = _timed(store, ImportKind.CUSTOMERS, customers)
        sys.stdout.write(f"peak memory {_peak():.0f} MB; importing again changes {len(again.changes)} records\n")


def _peak() -> float:
    """Megabytes; the system counts in bytes on macOS and in kilobytes elsewhere."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
