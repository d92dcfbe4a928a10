"""What the metadata says of the repository: one line of pyproject.toml decides."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

ADDRESS = re.compile(
    r"https://(?:github\.com/[\w.-]+|gitlab\.com(?:/[\w.-]+)+)/[\w.-]*\w"
)
LINK = re.compile(r"(!?)\[([^][]*)\]\((?!https?:|mailto:|#)([^()\s]+)\)")


class RepositoryHook(MetadataHookInterface):
    """Sets ``project.urls``, and the README that PyPI shows."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add both to the metadata; without a repository there are no urls."""
        address = self.config["repository"]
        if address and not ADDRESS.fullmatch(address):
            raise ValueError(
                f"repository = {address!r} in pyproject.toml is not "
                "https://github.com/owner/name or https://gitlab.com/owner/name; "
                "correct it, or leave it empty"
            )
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        text = readme_for_pypi(readme, address, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        if address:
            metadata["urls"] = urls(address)


def urls(address: str) -> dict[str, str]:
    """Return the links that PyPI shows beside the package."""
    return {
        "Source": address,
        "Issues": f"{pages(address)}/issues",
        "Changelog": f"{pages(address)}/blob/HEAD/CHANGELOG.md",
    }


def pages(address: str) -> str:
    """Return what the addresses of a repository's pages begin with."""
    return f"{address}/-" if address.startswith("https://gitlab.com/") else address


def readme_for_pypi(readme: str, address: str, tag: str) -> str:
    """Let relative links lead into the repository at a tag, or leave their words."""

    def there(link: re.Match[str]) -> str:
        picture, words, path = link.groups()
        if not address:
            return "" if picture else words
        kind = "raw" if picture else "blob"
        return f"{picture}[{words}]({pages(address)}/{kind}/{tag}/{path})"

    return LINK.sub(there, readme)
