"""What the planted directives are about: for each theme several ways to say the same, as several hands would.

``asks``: how a higher directive puts it; ``does``: how a lower one does, ``{n}`` being a figure of its own; ``wishes``: how it is
watered down; ``owners``: who does it in a commune; ``product``; ``unit``: what is counted, ``done``: how a result tells it.
"""

from dataclasses import dataclass

__all__ = ["LOCAL", "MONTHLY", "THEMES", "Theme"]


@dataclass(frozen=True)
class Theme:
    key: str
    asks: tuple[str, ...]
    does: tuple[str, ...]
    wishes: tuple[str, ...]
    owners: tuple[str, ...]


PARTY_OFFICES = ("Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Ủy ban Kiểm tra Đảng ủy")
THEMES = (
    Theme(
        "dang-vien",
        (
            "đối chiếu, làm sạch cơ sở dữ liệu đảng viên, bảo đảm mỗi hồ sơ khớp với dữ liệu dân cư",
            "rà soát toàn bộ hồ sơ đảng viên trên phần mềm, sửa thông tin sai lệch so với dữ liệu quốc gia về dân cư",
        ),
        (
            "kiểm tra từng hồ sơ của {n} đảng viên, chỉnh lại chỗ chưa khớp với dữ liệu dân cư",
            "cập nhật, làm sạch dữ liệu {n} đảng viên theo căn cước",
            "tổ chức đối soát hồ sơ gốc với phần mềm quản lý đảng viên cho {n} người",
        ),
        ("quan tâm việc cập nhật dữ liệu đảng viên", "chú ý chất lượng hồ sơ đảng viên khi có điều kiện"),
        ("Ban Xây dựng Đảng", "Văn phòng Đảng ủy"),
    ),
    Theme(
        "doi-thoai",
        (
            "tổ chức hội nghị đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân, trả lời công khai từng kiến nghị",
            "đối thoại trực tiếp với người dân ít nhất 02 cuộc mỗi năm, công bố kết quả giải quyết kiến nghị",
        ),
        (
            "mở {n} cuộc gặp gỡ, đối thoại với Nhân dân tại nhà văn hóa; niêm yết kết quả trả lời",
            "chuẩn bị nội dung, mời {n} đại biểu dự hội nghị đối thoại giữa Bí thư Đảng ủy với người dân",
            "tiếp thu và trả lời bằng văn bản {n} kiến nghị nêu tại buổi đối thoại",
        ),
        ("khuyến khích tăng cường gặp gỡ, đối thoại với người dân", "quan tâm lắng nghe ý kiến Nhân dân qua đối thoại"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Văn phòng Đảng ủy"),
    ),
    Theme(
        "quy-che",
        (
            "sửa đổi, bổ sung quy chế làm việc của cấp ủy theo mô hình chính quyền địa phương hai cấp",
            "ban hành quy chế làm việc mới, phân định rõ trách nhiệm tập thể và cá nhân",
        ),
        (
            "tham mưu sửa quy chế làm việc của Ban Chấp hành Đảng bộ, ghi rõ việc của từng cá nhân",
            "trình Ban Thường vụ dự thảo quy chế làm việc sửa đổi gồm {n} điều",
            "lấy ý kiến {n} chi bộ về quy chế làm việc mới trước khi trình ban hành",
        ),
        ("nghiên cứu việc sửa quy chế làm việc nếu cần thiết", "xem xét bổ sung quy chế làm việc khi phù hợp"),
        ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng"),
    ),
    Theme(
        "dich-vu-cong",
        (
            "nâng tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt ít nhất 80%, không yêu cầu người dân nộp lại giấy tờ đã số hóa",
            "bảo đảm từ 85% thủ tục hành chính được giải quyết qua dịch vụ công trực tuyến toàn trình",
        ),
        (
            "hướng dẫn người dân nộp hồ sơ qua Cổng dịch vụ công, đạt {n}% hồ sơ trực tuyến",
            "bố trí {n} cán bộ trực hỗ trợ nộp hồ sơ trực tuyến tại bộ phận một cửa",
            "lập điểm hỗ trợ dịch vụ công trực tuyến ở {n} nhà văn hóa",
        ),
        ("vận động người dân dùng dịch vụ công trực tuyến", "quan tâm nâng dần tỷ lệ hồ sơ nộp trực tuyến"),
        ("Trung tâm Phục vụ hành chính công {place}", "Văn phòng HĐND và UBND {place}"),
    ),
    Theme(
        "to-cong-nghe",
        (
            "kiện toàn tổ công nghệ số cộng đồng ở tất cả thôn, tổ dân phố, mỗi tổ có ít nhất 05 thành viên",
            "củng cố mạng lưới tổ công nghệ số cộng đồng, tập huấn kỹ năng số cho thành viên",
        ),
        (
            "ra quyết định kiện toàn {n} tổ công nghệ số cộng đồng",
            "tập huấn kỹ năng số cho {n} thành viên tổ công nghệ số cộng đồng",
            "giao đoàn viên làm nòng cốt {n} tổ công nghệ số ở khu dân cư",
        ),
        ("động viên các tổ công nghệ số cộng đồng hoạt động", "khuyến khích đoàn viên tham gia tổ công nghệ số"),
        ("Phòng Văn hóa - Xã hội {place}", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}"),
    ),
    Theme(
        "rac-thai",
        (
            "xử lý dứt điểm các điểm tập kết rác tự phát, thực hiện phân loại chất thải rắn sinh hoạt tại nguồn",
            "xóa bãi rác tạm, tổ chức phân loại rác tại hộ gia đình",
        ),
        (
            "dọn sạch {n} điểm tập kết rác tự phát, cắm biển cấm đổ rác",
            "phát thùng và hướng dẫn {n} hộ phân loại rác tại nhà",
            "ký cam kết không đổ rác bừa bãi với {n} hộ kinh doanh, xử phạt trường hợp vi phạm",
        ),
        ("tuyên truyền người dân giữ vệ sinh môi trường", "quan tâm việc phân loại rác ở nơi có điều kiện"),
        ("Ủy ban nhân dân {place}", "Hội Liên hiệp Phụ nữ {place}"),
    ),
    Theme(
        "via-he",
        (
            "lập lại trật tự đô thị, giải tỏa việc lấn chiếm vỉa hè, lòng đường và hành lang an toàn giao thông",
            "chấm dứt tình trạng lấn chiếm vỉa hè, hành lang giao thông để kinh doanh",
        ),
        (
            "tháo dỡ {n} mái che, bục bệ lấn vỉa hè; tuần tra chống tái chiếm",
            "ra quân giải tỏa {n} tuyến đường bị lấn chiếm hành lang an toàn giao thông",
            "kẻ vạch, sắp xếp chỗ để xe trên {n} tuyến phố",
        ),
        ("nhắc nhở các hộ kinh doanh không lấn chiếm vỉa hè", "tăng cường nhắc nhở việc giữ gìn trật tự đô thị"),
        ("Công an {place}", "Ủy ban nhân dân {place}"),
    ),
    Theme(
        "chay",
        (
            "kiểm tra an toàn phòng cháy, chữa cháy đối với nhà ở kết hợp sản xuất, kinh doanh; kiên quyết đình chỉ cơ sở vi phạm",
            "rà soát các cơ sở có nguy cơ cháy, nổ, yêu cầu khắc phục ngay tồn tại về phòng cháy, chữa cháy",
        ),
        (
            "kiểm tra phòng cháy tại {n} nhà ở kết hợp kinh doanh, lập biên bản cơ sở chưa đạt",
            "xây dựng {n} điểm chữa cháy công cộng trong ngõ sâu",
            "tập huấn thoát nạn, sử dụng bình chữa cháy cho {n} hộ",
        ),
        ("phổ biến kiến thức phòng cháy, chữa cháy", "đề nghị các hộ tự kiểm tra an toàn cháy nổ"),
        ("Công an {place}",),
    ),
    Theme(
        "giai-ngan",
        (
            "đẩy nhanh tiến độ giải phóng mặt bằng, giải ngân hết vốn đầu tư công được giao",
            "tháo gỡ vướng mắc về đất đai, phấn đấu giải ngân 100% kế hoạch vốn đầu tư công",
        ),
        (
            "chi trả bồi thường cho {n} hộ thuộc diện thu hồi đất, bàn giao mặt bằng cho chủ đầu tư",
            "nghiệm thu, thanh toán khối lượng của {n} công trình chuyển tiếp",
            "họp giao ban tiến độ từng công trình, giải ngân {n}% vốn được giao",
        ),
        ("cố gắng đẩy nhanh tiến độ các công trình", "quan tâm công tác giải phóng mặt bằng"),
        ("Phòng Kinh tế {place}", "Ủy ban nhân dân {place}"),
    ),
    Theme(
        "ho-ngheo",
        (
            "hoàn thành xóa nhà tạm, nhà dột nát; không để hộ chính sách nào phải ở nhà xuống cấp",
            "hỗ trợ xây mới, sửa chữa nhà ở cho hộ nghèo, hộ cận nghèo, gia đình người có công",
        ),
        (
            "khởi công, hoàn thành {n} ngôi nhà cho hộ nghèo, hộ cận nghèo",
            "huy động ngày công, vật liệu sửa nhà cho {n} gia đình người có công",
            "lập danh sách, thẩm định {n} hộ cần hỗ trợ về nhà ở",
        ),
        ("vận động ủng hộ xóa nhà tạm", "động viên các hộ khó khăn về nhà ở"),
        ("Phòng Văn hóa - Xã hội {place}", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}"),
    ),
    Theme(
        "don-thu",
        (
            "giải quyết dứt điểm đơn thư khiếu nại, tố cáo tồn đọng, không để hình thành điểm nóng",
            "tiếp công dân theo quy định, xử lý xong các vụ việc khiếu nại kéo dài",
        ),
        (
            "phân loại, giải quyết {n} đơn khiếu nại, tố cáo tồn đọng",
            "công khai lịch tiếp công dân của lãnh đạo; kết luận {n} vụ việc kéo dài",
            "thành lập tổ công tác rà soát {n} vụ khiếu kiện phức tạp",
        ),
        ("nắm tình hình đơn thư của công dân", "chú ý giải thích, vận động người khiếu nại"),
        ("Ủy ban nhân dân {place}", "Ủy ban Kiểm tra Đảng ủy"),
    ),
    Theme(
        "thien-tai",
        (
            "phê duyệt phương án ứng phó thiên tai theo phương châm bốn tại chỗ, tổ chức diễn tập sơ tán dân",
            "sẵn sàng lực lượng, phương tiện ứng phó bão, lũ; rà soát khu dân cư có nguy cơ sạt lở",
        ),
        (
            "diễn tập sơ tán {n} hộ ở khu vực ven sông, ven biển",
            "chuẩn bị {n} áo phao, bao tải, thuyền phục vụ cứu hộ khi bão lũ",
            "kiểm tra {n} điểm sạt lở, cắm biển cảnh báo và lập phương án di dời",
        ),
        ("theo dõi diễn biến thời tiết, nhắc người dân đề phòng bão lũ", "lưu ý việc phòng, chống thiên tai"),
        ("Ban Chỉ huy Quân sự {place}", "Ủy ban nhân dân {place}"),
    ),
)
#: What a commune adds of its own: it carries out no clause.
LOCAL = (
    ("Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "tổ chức giải bóng chuyền hè cho thanh thiếu nhi"),
    ("Phòng Văn hóa - Xã hội {place}", "chuẩn bị lễ hội truyền thống, mời đoàn nghệ thuật quần chúng biểu diễn"),
    ("Hội Cựu chiến binh {place}", "thăm, tặng quà các gia đình liệt sĩ nhân ngày 27/7"),
    ("Trạm Y tế {place}", "tiêm vắc xin phòng bệnh sởi cho trẻ dưới 05 tuổi"),
    ("Hội Nông dân {place}", "mở lớp dạy nghề trồng rau an toàn cho hội viên"),
    ("Công đoàn {place}", "tổ chức hội thao cán bộ, công chức, viên chức"),
)
#: Work of single months: (who, what, what is counted).
MONTHLY = (
    ("Ban Xây dựng Đảng", "kết nạp {n} đảng viên mới", "đảng viên mới", "kết nạp"),
    (
        "Ủy ban nhân dân {place}",
        "cấp giấy chứng nhận quyền sử dụng đất cho {n} hộ",
        "hộ",
        "cấp giấy chứng nhận quyền sử dụng đất cho",
    ),
    ("Công an {place}", "lắp đặt {n} camera an ninh tại các ngã ba, ngã tư", "camera an ninh", "lắp đặt"),
    ("Phòng Kinh tế {place}", "nạo vét {n} tuyến kênh mương nội đồng", "tuyến kênh mương", "nạo vét"),
    ("Hội Liên hiệp Phụ nữ {place}", "ra mắt {n} mô hình nhà sạch, vườn đẹp", "mô hình nhà sạch, vườn đẹp", "ra mắt"),
    (
        "Trạm Y tế {place}",
        "khám sức khỏe định kỳ cho {n} người cao tuổi",
        "người cao tuổi",
        "khám sức khỏe định kỳ cho",
    ),
    (
        "Ban Chỉ huy Quân sự {place}",
        "khám sơ tuyển nghĩa vụ quân sự cho {n} công dân",
        "công dân",
        "khám sơ tuyển nghĩa vụ quân sự cho",
    ),
    (
        "Phòng Văn hóa - Xã hội {place}",
        "chi trả trợ cấp cho {n} đối tượng bảo trợ xã hội",
        "đối tượng bảo trợ xã hội",
        "chi trả trợ cấp cho",
    ),
    ("Ủy ban Kiểm tra Đảng ủy", "giám sát chuyên đề {n} chi bộ", "chi bộ", "giám sát chuyên đề"),
    ("Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "trồng {n} cây xanh trên đường trục", "cây xanh", "trồng"),
    ("Văn phòng Đảng ủy", "số hóa {n} hồ sơ lưu trữ", "hồ sơ lưu trữ", "số hóa"),
    ("Ủy ban nhân dân {place}", "sửa chữa {n} phòng học", "phòng học", "sửa chữa"),
)
