"""The list of codes is complete: what sources write is what the list holds."""

import re
from pathlib import Path

import simulator.domain.accounts
import simulator.domain.risk
from simulator.domain.risk.codes import BANNERS, REASONS, WARNINGS

_FOLDERS = [Path(p.__file__).parent for p in (simulator.domain.accounts, simulator.domain.risk)]
_SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in _FOLDERS
    for path in folder.glob("*.py")
    if path.name != "codes.py"
)


def test_every_reason_of_the_sources_is_listed():
    written = set(re.findall(r'NotComputable\(\s*"([a-z_]+)"', _SOURCE))
    written |= set(re.findall(r'"([a-z_]+_not_positive)"', _SOURCE))
    assert written | {"no_interest"} == REASONS


def test_every_listed_warning_and_banner_is_written_somewhere():
    for code in WARNINGS | BANNERS:
        assert f'"{code}"' in _SOURCE, code


def test_every_warning_written_is_listed():
    pattern = (
        r'"((?:out_of|year_not|pd_|pcg_|zones_|units_|weights_|knock_|ratios_look)[a-z_0-9]*)"'
    )
    assert set(re.findall(pattern, _SOURCE)) <= WARNINGS
