"""Who grants a permit without any condition: read as always, never as nothing."""

from __future__ import annotations

from pathlib import Path

from maklumat.core.standard.load import load_office
from maklumat.ports.standards_folder import office_files, offices

STANDARDS = Path(__file__).parents[2] / "standards"


def test_a_licensor_without_a_condition_grants_always() -> None:
    found = [
        licensor.when
        for code in offices(STANDARDS)
        for service in load_office(office_files(STANDARDS, code)).services
        for product in service.products
        for licensor in product.licensors
    ]
    assert "" in found
    assert all(isinstance(when, str) for when in found)
