"""The colours in which lights are shown: the same in Word, HTML and Excel."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas.records import LightColour

LIGHT_FILLS: Mapping[LightColour, str] = MappingProxyType(
    {"red": "F8CBAD", "yellow": "FFE699", "green": "C6E0B4", "blue": "BDD7EE", "orange": "F4B183"}
)
"""The fill of a light's cell, as RGB in hexadecimal digits."""
