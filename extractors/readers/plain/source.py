"""The bytes of a text file to its text, or why there is none."""

from extractors.readers.encoding import Decoded, decode
from schemas.document import SourceFile
from schemas.errors import EmptyFileError, UnsupportedFormatError


def decoded_text(source: SourceFile, data: bytes) -> Decoded:
    """The text of a file. Raises UnsupportedFormatError where its bytes are no text, EmptyFileError where it
    holds no words."""
    decoded = decode(data)
    if decoded is None:
        raise UnsupportedFormatError(
            f"“{source.name}”不是可识别的文本文件（编码不是 UTF-8、GB18030 或 UTF-16）"
        )
    if not decoded.text.strip():
        raise no_words(source)
    return decoded


def no_words(source: SourceFile) -> EmptyFileError:
    """What is said of a file without words."""
    return EmptyFileError(f"“{source.name}”里没有文字")


def unread_characters(decoded: Decoded) -> tuple[str, ...]:
    """What of the text is missing, for the document."""
    return (f"有{decoded.broken}个字符无法识别，原文可能已被截断或损坏",) if decoded.broken else ()
