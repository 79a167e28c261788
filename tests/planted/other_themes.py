"""Other subjects in another hand: wordings that nobody looked at while the alignment was written."""

from planted.themes import Theme

__all__ = ["OTHER"]

OTHER = (
    Theme(
        "bhyt",
        (
            "mở rộng diện bao phủ bảo hiểm y tế, phấn đấu trên 95% dân số tham gia",
            "đưa chỉ tiêu người dân có thẻ bảo hiểm y tế vào kế hoạch phát triển kinh tế - xã hội hằng năm",
        ),
        (
            "rà từng ngõ, lập danh sách {n} người chưa có thẻ bảo hiểm y tế để vận động mua",
            "trích quỹ an sinh tặng {n} thẻ bảo hiểm y tế cho người có hoàn cảnh khó khăn",
            "mỗi tổ dân phố tổ chức 01 buổi tư vấn bảo hiểm, thu hút {n} lượt người",
        ),
        (
            "giới thiệu lợi ích của bảo hiểm y tế tới người dân khi thuận lợi",
            "tùy khả năng, hỗ trợ người dân tham gia bảo hiểm y tế",
        ),
        ("Trạm Y tế {place}", "Phòng Văn hóa - Xã hội {place}"),
    ),
    Theme(
        "hoc-duong",
        (
            "xây dựng môi trường học đường an toàn, ngăn chặn bạo lực và tai nạn đuối nước ở học sinh",
            "chấm dứt tình trạng học sinh bỏ học, đuối nước; lắp rào chắn tại các ao hồ nguy hiểm",
        ),
        (
            "dạy bơi miễn phí cho {n} học sinh tiểu học",
            "dựng rào chắn, biển báo tại {n} ao, hồ sâu gần trường",
            "ký cam kết phòng ngừa bạo lực học đường với {n} trường",
        ),
        ("nhắc các trường chú ý an toàn cho học sinh", "mong các gia đình quản lý con em dịp hè"),
        ("Phòng Văn hóa - Xã hội {place}", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}"),
    ),
    Theme(
        "thue",
        (
            "khai thác nguồn thu, chống thất thu thuế hộ kinh doanh, thu ngân sách vượt 10% dự toán",
            "quản lý chặt hộ khoán, thu hồi nợ đọng thuế, không để phát sinh nợ mới",
        ),
        (
            "đôn đốc {n} hộ kinh doanh kê khai và nộp thuế qua ứng dụng",
            "thu hồi nợ thuế của {n} tổ chức, cá nhân chây ỳ",
            "lập bộ thuế, đưa {n} hộ mới mở cửa hàng vào diện quản lý",
        ),
        ("cùng cơ quan thuế trao đổi về nguồn thu", "tham gia ý kiến với ngành thuế khi được hỏi"),
        ("Phòng Kinh tế {place}", "Ủy ban nhân dân {place}"),
    ),
    Theme(
        "ma-tuy",
        (
            "xóa các tụ điểm ma túy, đưa người nghiện đi cai tập trung, giữ địa bàn sạch ma túy",
            "kéo giảm tội phạm ma túy, quản lý hết số người nghiện và người sau cai",
        ),
        (
            "triệt phá {n} tụ điểm mua bán lẻ chất ma túy",
            "lập hồ sơ đưa {n} đối tượng đi cai nghiện bắt buộc",
            "phân công đoàn thể kèm cặp {n} người sau cai",
        ),
        ("nói chuyện về tác hại của ma túy", "cảnh báo người dân về ma túy"),
        ("Công an {place}",),
    ),
    Theme(
        "chong-lang-phi",
        (
            "xử lý dứt điểm trụ sở dôi dư, tài sản công bỏ hoang sau sắp xếp đơn vị hành chính",
            "kiểm kê, đưa vào sử dụng các trụ sở cũ để hoang, chống lãng phí tài sản công",
        ),
        (
            "chuyển {n} trụ sở cũ thành nhà sinh hoạt cộng đồng",
            "kiểm đếm {n} cơ sở nhà, đất dôi dư, trình phương án sử dụng",
            "thanh lý {n} tài sản hư hỏng của trụ sở không còn dùng",
        ),
        ("trao đổi phương án với nơi có trụ sở cũ", "giữ gìn các trụ sở chưa dùng đến"),
        ("Văn phòng HĐND và UBND {place}", "Phòng Kinh tế {place}"),
    ),
    Theme(
        "nuoc-sach",
        (
            "cấp nước sạch cho các khu dân cư còn dùng nước giếng, đạt 98% hộ dân",
            "đấu nối nước sạch tập trung tới mọi hộ, chấm dứt dùng nước nhiễm phèn, nhiễm mặn",
        ),
        (
            "kéo {n} km đường ống nước tới các xóm xa",
            "đấu nối đồng hồ nước cho {n} hộ còn lại",
            "xét nghiệm {n} mẫu nước giếng, công bố kết quả",
        ),
        ("mong người dân dùng nước hợp vệ sinh", "trao đổi với đơn vị cấp nước về nhu cầu của dân"),
        ("Ủy ban nhân dân {place}", "Trạm Y tế {place}"),
    ),
    Theme(
        "nguoi-dung-dau",
        (
            "siết kỷ cương hành chính, xử lý người đứng đầu để cấp dưới nhũng nhiễu",
            "chấm dứt tình trạng đùn đẩy, né tránh; công khai đường dây nóng tiếp nhận phản ánh",
        ),
        (
            "kiểm tra đột xuất giờ giấc làm việc {n} lượt tại các phòng, ban",
            "chấm điểm mức độ hài lòng của {n} người dân đến giao dịch",
            "niêm yết số đường dây nóng ở {n} nơi tiếp dân",
        ),
        ("chấn chỉnh nhẹ nhàng tác phong cán bộ", "trao đổi rút kinh nghiệm về lề lối làm việc"),
        ("Ủy ban Kiểm tra Đảng ủy", "Văn phòng Đảng ủy"),
    ),
    Theme(
        "du-lich",
        (
            "khôi phục làng nghề, mở tuyến du lịch cộng đồng gắn với di tích",
            "phát triển sản phẩm du lịch văn hóa, đón từ 20.000 lượt khách",
        ),
        (
            "hỗ trợ {n} hộ làm dịch vụ lưu trú tại nhà",
            "chỉnh trang đường vào di tích, đặt {n} biển chỉ dẫn cho khách",
            "mở lớp thuyết minh viên cho {n} người làng nghề",
        ),
        ("giới thiệu cảnh đẹp quê hương", "cùng các hộ bàn cách đón khách"),
        ("Phòng Văn hóa - Xã hội {place}", "Hội Nông dân {place}"),
    ),
)
