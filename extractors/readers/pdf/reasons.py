"""Why a page of a PDF has no text of its own, in Chinese to follow 第3页."""

SCANNED = "是扫描图像，没有文字层"
MOSTLY_SCANNED = "主要是扫描图像，只读到少量文字"
DRAWN = "的文字是图形，没有文字层"
UNREADABLE = "的内容损坏，无法读取"

NO_CODES = "的字体没有文字编码，无法提取文字"
WRONG_CODES = "的文字编码有误，提取出来是乱码"
DIGITS_ONLY = "的文字层只有数字和符号，汉字没有文字编码"
UNREADABLE_TEXT = (NO_CODES, WRONG_CODES, DIGITS_ONLY)

TOO_MANY_DRAWINGS = "图形过多，没有全部读取，表线可能不全"
"""Of a page whose text is read."""
