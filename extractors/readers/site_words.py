"""What sites write around a paper, in the words that the rules for it know: traditional characters and the
phrases of Hong Kong, Macau and Taiwan (列印, 關閉視窗, 瀏覽人次) as those of the mainland (打印, 关闭窗口,
浏览次数).

Only to tell a site's words; the words of the paper are never changed.
"""

_CHARACTERS = str.maketrans(
    "頁關閉網覽瀏開發時間權號顯體簡錄註冊無礙點擊訊聯繫們導長輩專區選擇載編輯責屬標題類機構條單數統計欄"
    "訂閱讀貼轉繼續規產備級綫線應幫務檢尋搜語言請連結鏈圖書館員會際動態資佈報見詢與於來從說內歷術紀錄將"
    "項處鍵詞範圍組個絡電郵總頻道視頻國門戶",
    "页关闭网览浏开发时间权号显体简录注册无碍点击讯联系们导长辈专区选择载编辑责属标题类机构条单数统计栏"
    "订阅读贴转继续规产备级线线应帮务检寻搜语言请连结链图书馆员会际动态资布报见询与于来从说内历术纪录将"
    "项处键词范围组个络电邮总频道视频国门户",
)
_PHRASES = (
    ("视窗", "窗口"),
    ("友善列印", "打印"),
    ("列印", "打印"),
    ("人次", "次数"),
    ("点阅", "点击"),
    ("回页首", "返回顶部"),
    ("回首页", "返回首页"),
    ("网站导览", "网站地图"),
    ("转寄朋友", "分享"),
    ("转寄", "分享"),
    ("字型", "字体"),
    ("登入", "登录"),
)


def site_words(text: str) -> str:
    """A line as the rules for what sites add know it."""
    plain = text.translate(_CHARACTERS)
    for phrase, known in _PHRASES:
        plain = plain.replace(phrase, known)
    return plain
