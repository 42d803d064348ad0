"""publiccode.yml says what a catalogue of public code asks, and the same as pyproject.toml."""

from __future__ import annotations

import tomllib

import yaml

from tests.architecture.sources import ROOT

REQUIRED = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip


def test_it_is_complete_and_agrees_with_the_package() -> None:
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(public) >= REQUIRED
    assert public["softwareVersion"] == project["version"]
    assert public["legal"]["license"] == project["license"]
    assert set(public["description"]) == set(public["localisation"]["availableLanguages"])
    for said in public["description"].values():
        assert len(said["shortDescription"]) <= 150
        assert 150 <= len(said["longDescription"]) <= 10_000
        assert said["features"]
