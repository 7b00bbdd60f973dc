"""Writes a bill of materials of an image, in CycloneDX: sbom.py DPKG_STATUS FOLDER THIRD_PARTY >FILE.

FOLDER is /opt/arignote as an image will have it, DPKG_STATUS the system's list of packages there, THIRD_PARTY the table of licences.
What is written agrees with CycloneDX's schema, or nothing is.
"""

from __future__ import annotations

import re
import sys
from email.parser import Parser
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Iterator

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

LICENSES = LicenseFactory()
CLASSIFIER = "License :: "


def component(kind: str, name: str, version: str, license: str = "", group: str = "", sha256: str = "", **where: object) -> Component:
    purl = PackageURL(type=kind, namespace=group or None, name=name, version=version, **where)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        group=group or None,
        version=version,
        purl=purl,
        bom_ref=purl.to_string(),
        licenses=[LICENSES.make_from_string(license, license_acknowledgement=LicenseAcknowledgement.DECLARED)] if license else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else [],
    )


def system(status: str, release: dict[str, str]) -> Iterator[Component]:
    """The packages of Debian or Ubuntu."""
    for entry in re.split(r"\n\n+", status.strip()):
        about = Parser().parsestr(entry)
        if about["Status"].endswith(" installed"):
            qualifiers = {"arch": about["Architecture"], "distro": f"{release['ID']}-{release['VERSION_ID']}"}
            yield component("deb", about["Package"], about["Version"], group=release["ID"], qualifiers=qualifiers)


def python(folder: Path) -> Iterator[Component]:
    for one in distributions(path=[str(path) for path in folder.glob("lib/python3*/site-packages")]):
        yield component("pypi", re.sub(r"[-_.]+", "-", one.name).lower(), one.version, license_of(one))


def license_of(one: Distribution) -> str:
    classifiers = [line.split(" :: ")[-1] for line in one.metadata.get_all("Classifier") or [] if line.startswith(CLASSIFIER)]
    free = one.metadata.get("License") or ""
    return one.metadata.get("License-Expression") or (classifiers or [free.partition("\n")[0]])[0]


def jars(listed: str, licenses: dict[str, str], system: str) -> Iterator[Component]:
    """The libraries of Java, those whose native parts lie here as files included."""
    for sha256, _, only, path in map(str.split, listed.splitlines()):
        if only in ("all", system):
            *group, artifact, version, file = path.split("/")
            group = ".".join(group)
            classifier = file.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
            qualifiers = {"classifier": classifier} if classifier else {}
            license = licenses.get(f"{group}:{artifact}:{version}", "")
            yield component("maven", artifact, version, license, group=group, sha256=sha256, qualifiers=qualifiers)


def settings(path: Path) -> dict[str, str]:
    """Lines of the form NAME=VALUE, as files named release have them."""
    return dict(re.findall(r'^(\w+)="?(.*?)"?$', path.read_text("utf-8"), re.MULTILINE))


def bill(status: Path, folder: Path, third_party: Path) -> Bom:
    package = next(folder.glob("python/lib/python3*/site-packages/arignote"))
    jdk = settings(folder / "jdk/release")
    licenses = dict(re.findall(r"^\| (\S+:\S+:\S+) \| (.*) \|$", third_party.read_text("utf-8"), re.MULTILINE))
    natives = (folder / "jars/natives/unpacked").read_text("utf-8").split()
    listed = (package / "jars.txt").read_text("utf-8")
    system_of_jars = next(row.split()[2] for row in listed.splitlines() if row.split()[0] in natives)
    found = Bom()
    found.metadata.component = Component(type=ComponentType.CONTAINER, name="arignote", bom_ref="image")
    parts = [
        *system(status.read_text("utf-8"), settings(Path("/etc/os-release"))),
        *python(folder / "python"),
        *jars(listed, licenses, system_of_jars),
        component("generic", "openjdk", jdk["JAVA_VERSION"], "GPL-2.0-only WITH Classpath-exception-2.0"),
    ]
    for part in parts:
        if part.name == "openjdk":
            part.properties.add(Property(name="modules", value=jdk["MODULES"]))
        found.components.add(part)
    found.register_dependency(found.metadata.component, parts)
    return found


def main() -> None:
    text = JsonV1Dot6(bill(*map(Path, sys.argv[1:]))).output_as_string(indent=1)
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"the bill of materials is not as CycloneDX's schema asks: {wrong}")
    print(text)


if __name__ == "__main__":
    main()
