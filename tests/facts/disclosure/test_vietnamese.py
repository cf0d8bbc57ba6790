"""Vietnamese disclosures, hints, denials and roses, which share a word with commission. All are invented."""

from __future__ import annotations

import pytest

from linter.facts.language.detection import guess_language
from tests.facts.disclosure.wording import DETECTOR, verdict

ROWS = [
    (
        "clear",
        "Nếu bạn mua đèn qua các liên kết này, chúng tôi có thể nhận được hoa hồng mà không phát sinh thêm chi phí cho bạn.",
    ),
    ("clear", "Chúng tôi có thể kiếm được một khoản hoa hồng nhỏ khi bạn đăng ký qua liên kết trong bài."),
    ("clear", "Khi bạn đặt hàng qua link dưới đây, mình sẽ nhận một chút hoa hồng từ cửa hàng."),
    ("clear", "dennho.vn có thể nhận hoa hồng nếu bạn đăng ký, không tốn thêm chi phí cho bạn."),
    ("clear", "Nếu bạn mua ấm qua liên kết này, amnho.com nhận được hoa hồng mà không tăng chi phí của bạn."),
    ("clear", "Cửa hàng trả cho chúng tôi một khoản hoa hồng khi bạn mua qua liên kết."),
    ("clear", "Tôi được trả hoa hồng cho mỗi đơn hàng qua liên kết ở đây."),
    ("clear", "Với tư cách là đối tác của Amazon, tôi kiếm tiền từ các giao dịch mua đủ điều kiện."),
    ("clear", "Bài viết này được tài trợ bởi Đèn Hải Đăng."),
    ("clear", "Tuyên bố: blog này nhận hoa hồng khi bạn mua qua liên kết, nhưng bạn không phải trả thêm phí."),
    ("clear", "Link này tặng bạn 5 USD và cho mình 10% hoa hồng."),
    ("weak", "Bài viết này chứa liên kết tiếp thị."),
    ("weak", "Một số liên kết trong bài là liên kết affiliate."),
    ("weak", "Đây là liên kết tiếp thị, không tăng chi phí của bạn."),
    ("weak", "Liên kết tiếp thị — không tốn thêm chi phí cho bạn."),
    ("weak", "Hướng dẫn này có sử dụng link affiliate."),
    ("weak", "Liên kết tiếp thị — cùng giá, giúp blog hoạt động."),
    ("negated", "Chúng tôi không nhận hoa hồng từ các liên kết này."),
    ("negated", "Bài viết này không chứa liên kết tiếp thị."),
    ("negated", "Bài viết không được tài trợ."),
    ("not", "Tôi nhận được một bó hoa hồng đỏ vào ngày sinh nhật."),
    ("not", "Tôi nhận được hoa hồng từ em gái."),
    ("not", "Vườn hoa hồng nở vào tháng năm."),
    ("not", "Nhà môi giới nhận hoa hồng hai phần trăm khi bán nhà."),
    ("not", "Tiếp thị liên kết là gì và hoạt động như thế nào?"),
    ("not", "Bạn có thể nhận hoa hồng khi chia sẻ link của mình với bạn bè."),
    ("not", "Sàn giao dịch miễn phí hoa hồng cho khách hàng mới."),
    ("not", "Anh ấy thấy một quảng cáo trên tàu."),
    ("not", "Cộng tác viên sẽ nhận hoa hồng cho mỗi đơn hàng qua link."),
    ("not", "Công cụ tự động chèn liên kết tiếp thị vào bài."),
    ("not", "Liên kết đến trang chủ nằm ở cuối bài viết này."),
    ("not", "Nhận hoa hồng 30% khi giới thiệu bạn bè qua link."),
    ("clear", "Mua đèn qua link bên dưới, mình được hưởng hoa hồng."),
    ("clear", "Chúng tôi không chỉ viết về đèn mà còn nhận hoa hồng khi bạn mua qua liên kết."),
    ("clear", "Bài viết này được tài trợ."),
    (
        "clear",
        "Một số liên kết trên trang là liên kết tiếp thị, nghĩa là tôi có thể nhận một khoản phí giới thiệu khi bạn mua hàng.",
    ),
    ("clear", "Trang này có thể nhận hoa hồng khi bạn bấm vào liên kết và mua hàng."),
    ("clear", "Nếu bạn đăng ký bằng liên kết của chúng tôi thì chúng tôi kiếm được tiền từ cửa hàng."),
    ("clear", "Hoa hồng từ các liên kết này giúp duy trì trang web."),
    ("weak", "Trong bài viết này có một số liên kết tiếp thị liên kết."),
    ("weak", "Chúng tôi sử dụng liên kết affiliate."),
    ("not", "Tôi mua hoa hồng ở chợ và tặng mẹ."),
    ("not", "Tiếp thị liên kết là một hình thức kiếm tiền trên mạng."),
    ("not", "Công ty nhận tài trợ từ quỹ đầu tư."),
    ("not", "Chúng tôi nhận được tài trợ năm triệu đô la từ quỹ."),
    ("not", "Quảng cáo trên nền tảng này tốn nhiều tiền."),
    ("not", "Người bán trả hoa hồng 5% cho sàn."),
    ("not", "Cách kiếm tiền với tiếp thị liên kết cho người mới."),
    ("not", "Bạn nên công bố rằng bài viết chứa liên kết tiếp thị."),
    ("not", "Chúng tôi có thể nhận phản hồi của bạn qua liên kết này."),
    ("not", "Chúng tôi nhận tiền mặt và thẻ."),
    ("not", "Khi bạn mua ở tiệm hoa, họ có hoa hồng trắng."),
    ("not", "Chúng tôi có hoa hồng đỏ và hoa hồng vàng trong vườn."),
    ("not", "Bài viết hướng dẫn tạo trang quảng cáo."),
    ("not", "Bạn có thể thêm liên kết tiếp thị vào trang."),
    ("not", "Chúng tôi kiếm được nhiều bạn mới."),
    ("not", "Blog của bạn có thể nhận hoa hồng từ các liên kết."),
    ("not", "Tham gia chương trình tiếp thị liên kết của Đèn Hải Đăng."),
    ("not", "Phí hoa hồng của sàn là hai phần trăm."),
    ("negated", "Mình không được tài trợ và không nhận hoa hồng."),
    ("weak", "Liên kết tiếp thị — giá như nhau."),
    ("clear", "Khi bạn đặt hàng qua link này, mình có một chút hoa hồng."),
    ("not", "Nếu bạn mua qua link, chúng tôi có phí vận chuyển và hoa hồng tươi."),
    ("not", "Chúng tôi nhận tiền mặt khi bạn mua tại tiệm có bảng quảng cáo."),
    ("not", "Loa thông minh có hoa hồng trang trí trên mặt."),
]


@pytest.mark.parametrize(("strength", "text"), ROWS)
def test_vietnamese_sentence_has_the_expected_strength(strength: str, text: str) -> None:
    assert verdict(text, "vi") == strength
    if strength == "clear":
        assert verdict(text) == "clear"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Quảng cáo", "clear"),
        ("Bài viết được tài trợ", "clear"),
        ("Nội dung được tài trợ", "clear"),
        ("Liên kết affiliate", "weak"),
        ("(link tiếp thị)", "weak"),
        ("Tài trợ: quỹ của thành phố", "not"),
        ("Hoa hồng", "not"),
    ],
)
def test_vietnamese_label(text: str, strength: str) -> None:
    assert verdict(text, "vi") == strength


def test_vietnamese_text_is_known_by_its_frequent_words() -> None:
    text = "Chúng tôi đã thử những chiếc đèn này trong nhiều tuần và ghi lại những gì bạn cần biết khi mua."
    assert guess_language(text) == "vi"


def test_vietnamese_words_leave_other_languages_alone() -> None:
    [match] = DETECTOR.find("Some links are affiliate links, and we earn a commission if you buy.", "vi")
    assert (match.language, match.strength) == ("en", "clear")
