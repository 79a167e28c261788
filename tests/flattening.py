"""Invented task tables of a ward, and what is left of them when they are copied out of a PDF or saved as plain text."""

import itertools
import random
import textwrap

TASKS = (
    "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn phường; kịp thời hỗ trợ sinh kế cho hộ khó khăn",
    "Xây dựng kế hoạch tuyên truyền phòng cháy, chữa cháy tại các khu dân cư",
    "Tổ chức ra quân tổng vệ sinh môi trường. Duy trì vệ sinh vào sáng thứ Bảy hằng tuần tại các tổ dân phố",
    "Lắp đặt camera an ninh tại các điểm công cộng, kết nối về Trung tâm điều hành của phường",
    "Kiểm tra việc chấp hành pháp luật về đất đai, trật tự xây dựng",
    "Thực hiện số hóa hồ sơ lưu trữ của Đảng ủy, Ủy ban nhân dân phường",
    "Mở lớp bồi dưỡng kỹ năng số cho cán bộ, công chức",
    "Phối hợp với Công an thành phố tuần tra, kiểm soát địa bàn giáp ranh",
    "Nạo vét kênh mương, khơi thông dòng chảy trước mùa mưa bão",
    "Đẩy mạnh thanh toán không dùng tiền mặt tại các chợ, cửa hàng",
    "Giao chỉ tiêu thu ngân sách cho các tổ dân phố, đơn vị",
    "Tuyên truyền Luật Bảo hiểm y tế (sửa đổi) đến từng hộ gia đình",
)
OWNERS = (
    "Công an phường", "Văn phòng Đảng ủy", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội",
    "Ban Chỉ huy Quân sự phường", "Ban Xây dựng Đảng", "Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Trạm Y tế",
    "Ủy ban nhân dân phường", "Đoàn Thanh niên phường", "Trung tâm Phục vụ hành chính công",
    "Các chi bộ trực thuộc", "Hội Nông dân",
)  # fmt: skip
HELPERS = (*OWNERS, "Các cơ quan, đơn vị liên quan", "Các tổ dân phố", "Các ban, ngành, đoàn thể")
PRODUCTS = ("Kế hoạch", "Danh sách được duyệt", "Báo cáo kết quả", "Biên bản kiểm tra", "Văn bản chỉ đạo", "Hội nghị")
TIMES = (
    "Thường xuyên", "Quý I/2027", "Tháng 9/2026", "Trước 30/6/2026", "30/6/2026", "Hằng năm", "Quý III, IV/2026",
    "Từ tháng 5/2026, thường xuyên", "Trước ngày 15/10/2026", "12/2026", "Hằng tháng",
)  # fmt: skip
HEADS = {
    "task": ("Nội dung công việc", "Nhiệm vụ", "Việc phải làm", "NỘI DUNG"),
    "lead": ("Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện", "ĐƠN VỊ CHỦ TRÌ"),
    "support": ("Cơ quan phối hợp", "Phối hợp"),
    "product": ("Kết quả", "Sản phẩm"),
    "due": ("Thời gian hoàn thành", "Thời hạn", "Tiến độ"),
}
SHAPES = (
    ("task", "lead", "support", "product", "due"), ("task", "lead", "support", "due"), ("task", "lead", "due"),
    ("lead", "task", "due"), ("task", "due", "lead", "support"), ("lead", "task", "support", "due"),
    ("task", "product", "lead", "support", "due"),
)  # fmt: skip
WIDTHS = {"task": (30, 48), "lead": (12, 18), "support": (13, 20), "product": (12, 18), "due": (10, 14)}


def lines_of(cells, widths, *, joined=False):
    """The lines of a row, cell after cell, each wrapped at its width; ``joined``: as PDFium and Poppler give them,
    a cell of one line and the first line of the next on one line."""
    out, one = [], False
    for cell, width in zip(cells, widths, strict=True):
        wrapped = textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False)
        if not wrapped:
            continue
        if one and joined:
            out[-1] += f" {wrapped.pop(0)}"
            one = not wrapped
        else:
            one = len(wrapped) == 1
        out += wrapped
    return out


def flattened(heads, rows, widths, *, joined=False, page=0):
    """The text of a table: heads, then rows of a label and cells; ``page``: so many rows, then the page's number and
    the heads again. A row of one cell is a part's title."""
    head = [*(["TT"] if not joined else []), *lines_of(heads, widths, joined=joined)]
    if joined:
        head[0] = f"TT {head[0]}"
    out = list(head)
    for n, (label, *cells) in enumerate(rows):
        if page and n and n % page == 0:
            out += ["", str(1 + n // page), "", *head]
        if not cells:
            out += textwrap.wrap(label, 90)
            continue
        lines = lines_of(cells, widths, joined=joined)
        out += [f"{label} {lines[0]}", *lines[1:]] if joined else [label, *lines]
    return "\n".join(out)


def invented(seed):
    """A table made by chance: the kinds of its columns, its rows, and its text."""
    chance = random.Random(seed)
    kinds = chance.choice(SHAPES)
    widths = [chance.randint(*WIDTHS[kind]) for kind in kinds]
    dot = chance.choice((".", "", ")"))
    rows = [[f"{n}{dot}", *(_cell(chance, kind) for kind in kinds)] for n in range(1, chance.randint(6, 18))]
    heads = [chance.choice(HEADS[kind]) for kind in kinds]
    text = flattened(heads, rows, widths, joined=chance.random() < 0.4, page=chance.choice((0, 5)))
    return kinds, rows, text


def _cell(chance, kind):
    if kind == "task":
        return chance.choice(TASKS) + chance.choice(("", "."))
    if kind == "lead":
        return ", ".join(chance.sample(OWNERS, chance.choice((1, 1, 1, 2))))
    if kind == "support":
        return "" if chance.random() < 0.1 else ", ".join(chance.sample(HELPERS, chance.choice((1, 2, 3))))
    return chance.choice(PRODUCTS if kind == "product" else TIMES)


def row_by_row(cells):
    """A Word file saved as text: every cell a line, an empty cell a blank one."""
    return "\n".join(itertools.chain.from_iterable(cells))
