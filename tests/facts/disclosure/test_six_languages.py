"""Disclosures, hints and denials in Indonesian, Hungarian, Romanian, Ukrainian, Greek and Thai. All are invented."""

from __future__ import annotations

import pytest

from linter.facts.language.detection import guess_language
from tests.facts.disclosure.wording import DETECTOR, verdict

ROWS = {
    "id": [
        (
            "clear",
            "Jika Anda membeli lampu lewat tautan ini, kami bisa menerima komisi tanpa biaya tambahan bagi Anda.",
        ),
        ("clear", "Kalau kamu belanja lewat link di atas, saya dapat komisi kecil dari toko."),
        ("clear", "Sebagai Associate Amazon, saya mendapatkan penghasilan dari pembelian yang memenuhi syarat."),
        ("clear", "Blog ini mendapat komisi dari setiap pembelian lewat tautan di bawah."),
        ("clear", "lampumercusuar.id memperoleh komisi jika Anda memesan melalui tautan ini."),
        ("clear", "Komisi dari tautan ini membantu saya membayar biaya server."),
        ("clear", "Daftar lewat link ini dan kita berdua dapat saldo Rp50.000."),
        ("clear", "Artikel ini disponsori oleh Lampu Mercusuar."),
        ("weak", "Tulisan ini memuat tautan afiliasi."),
        ("weak", "Sebagian link di halaman ini adalah link affiliate."),
        ("weak", "Belanja lewat link di bawah ini membantu blog ini tetap hidup."),
        ("weak", "Link afiliasi, tanpa biaya tambahan."),
        ("negated", "Kami tidak menerima komisi dari tautan di artikel ini."),
        ("negated", "Artikel ini tidak mengandung link afiliasi."),
        ("not", "Apa itu link afiliasi dan bagaimana cara kerjanya?"),
        ("not", "Kamu bisa mendapatkan komisi dengan membagikan link afiliasi kamu."),
        ("not", "Afiliator menerima komisi 10% untuk setiap penjualan."),
        ("not", "Komisi Pemilihan Umum menerima laporan dari warga."),
        ("not", "Kami menerima pembayaran dengan kartu dan tunai."),
        ("not", "Harga ini mungkin berubah jika Anda memesan melalui aplikasi."),
    ],
    "hu": [
        ("clear", "Ha a linkjeinken keresztül lámpát vásárolsz, jutalékot kaphatunk, neked ez nem kerül többe."),
        ("clear", "Ha ezen a linken rendelsz, a bolt nekünk fizet jutalékot."),
        ("clear", "Amazon-partnerként a jogosult vásárlások után jutalékot kapok."),
        ("clear", "A blog minden vásárlás után jutalékot kap."),
        ("clear", "Regisztrálj a linkemmel, és mindketten kapunk 2000 forint kedvezményt."),
        ("clear", "A cikk a Világítótorony Lámpák támogatásával készült."),
        ("weak", "Az írásban partnerlinkek találhatók."),
        ("weak", "A csillaggal jelölt hivatkozások affiliate linkek."),
        ("weak", "Ha a linkeken keresztül vásárolsz, azzal támogatod az oldalt."),
        ("weak", "Affiliate link, neked nem kerül többe."),
        ("negated", "Nem kapunk jutalékot a linkek után."),
        ("negated", "Ez a bejegyzés nem szponzorált."),
        ("negated", "A cikk nem tartalmaz affiliate linkeket."),
        ("not", "Mi az affiliate marketing és hogyan működik?"),
        ("not", "Az ingatlanügynök három százalék jutalékot kap az eladásnál."),
        ("not", "A partnerek 10% jutalékot kapnak."),
        ("not", "Az oldal támogatja a sötét módot, és hirdetés nélkül is működik."),
        ("not", "Csatlakozz partnerprogramunkhoz, és keress pénzt!"),
    ],
    "ro": [
        (
            "clear",
            "Când cumperi o lampă prin linkurile noastre, primim un comision, fără costuri suplimentare pentru tine.",
        ),
        ("clear", "Dacă rezervi prin linkul de mai jos, s-ar putea să primim o mică comisie."),
        ("clear", "Linkuri afiliate: comision mic, fără costuri pentru tine."),
        ("clear", "În calitate de asociat Amazon, câștig din achizițiile eligibile."),
        ("clear", "Comisioanele din aceste linkuri ne ajută să plătim serverul."),
        ("clear", "Înscrie-te cu linkul meu și primim amândoi 50 de lei."),
        ("clear", "Acest articol este sponsorizat de Lămpi Farul."),
        ("weak", "Ghidul acesta conține linkuri de afiliere."),
        ("weak", "Unele link-uri din articol sunt link-uri afiliate."),
        ("weak", "Dacă cumperi prin aceste linkuri, susții site-ul nostru."),
        ("weak", "Link afiliat, fără costuri suplimentare."),
        ("negated", "Nu primim niciun comision pentru aceste linkuri."),
        ("negated", "Acest articol nu conține linkuri afiliate."),
        ("negated", "Articolul nu este sponsorizat."),
        ("not", "Ce este marketingul afiliat și cum funcționează?"),
        ("not", "Agentul imobiliar primește un comision de 3% la vânzare."),
        ("not", "Comisia Europeană a propus o regulă nouă."),
        ("not", "Înscrie-te în programul nostru de afiliere și câștigă comisioane."),
        ("not", "Poți câștiga bani cu linkuri afiliate."),
        ("not", "Uniunea este afiliată la federația națională."),
    ],
    "uk": [
        ("clear", "Якщо ви купите лампу за нашим посиланням, ми отримаємо комісію, а ви не заплатите більше."),
        ("clear", "Автор отримує невеликий відсоток з кожного замовлення за посиланням."),
        ("clear", "Магазин платить мені невелику комісію, коли ви замовляєте за посиланням."),
        ("clear", "Як партнер Amazon ми заробляємо на відповідних покупках."),
        ("clear", "Комісія з цих посилань допомагає оплачувати сервер."),
        ("clear", "Реєструйся за моїм посиланням, і ми обоє отримаємо по 100 гривень."),
        ("clear", "Цей матеріал створено за підтримки компанії Маяк."),
        ("weak", "У цій статті є партнерські посилання."),
        ("weak", "Посилання, позначені зірочкою, партнерські."),
        ("weak", "Партнерські посилання, без додаткових витрат для вас."),
        ("negated", "Ми не отримуємо комісію за ці посилання."),
        ("negated", "Стаття не містить партнерських посилань."),
        ("negated", "Це не реклама."),
        ("not", "Що таке партнерське посилання і як воно працює?"),
        ("not", "Брокер бере комісію два відсотки з кожної угоди."),
        ("not", "Ріелтор отримує комісію від продажу квартири."),
        ("not", "Єврокомісія запропонувала нові правила."),
        ("not", "Партнерські посилання в чаті заборонені."),
        ("not", "Ми отримуємо новини щодня."),
    ],
    "el": [
        (
            "clear",
            "Αν αγοράσεις λάμπα μέσω των συνδέσμων μας, λαμβάνουμε μικρή προμήθεια χωρίς επιπλέον κόστος για σένα.",
        ),
        ("clear", "Ο ιστότοπος ενδέχεται να λάβει προμήθεια αν κάνετε κράτηση μέσω του συνδέσμου."),
        ("clear", "Ως συνεργάτης της Amazon κερδίζω από επιλέξιμες αγορές."),
        ("clear", "Το κατάστημα μας δίνει ένα μικρό ποσοστό για κάθε αγορά μέσω του συνδέσμου."),
        ("clear", "Γράψου με τον κωδικό μου και κερδίζουμε και οι δύο 10 ευρώ."),
        ("clear", "Το άρθρο είναι χορηγούμενο."),
        ("weak", "Ο οδηγός περιέχει συνδέσμους συνεργατών."),
        ("weak", "Κάποιοι από τους συνδέσμους είναι affiliate links."),
        ("weak", "Αν αγοράσεις μέσω του συνδέσμου, στηρίζεις το blog μας."),
        ("weak", "Affiliate link, χωρίς επιπλέον κόστος για εσένα."),
        ("negated", "Δεν λαμβάνουμε προμήθεια για αυτούς τους συνδέσμους."),
        ("negated", "Το άρθρο δεν περιέχει affiliate links."),
        ("not", "Τι είναι το affiliate marketing και πώς λειτουργεί;"),
        ("not", "Ο μεσίτης παίρνει προμήθεια δύο τοις εκατό."),
        ("not", "Χρεώνουμε μόνο μια μικρή προμήθεια ανά πώληση."),
        ("not", "Η προμήθεια ηλεκτρικού ρεύματος ακρίβυνε."),
        ("not", "Πώς να κερδίσεις χρήματα με affiliate links."),
    ],
    "th": [
        ("clear", "หากคุณซื้อโคมไฟผ่านลิงก์ในบทความ เราอาจได้รับค่าคอมมิชชั่น โดยไม่มีค่าใช้จ่ายเพิ่มเติม"),
        ("clear", "ผู้เขียนได้รับส่วนแบ่งเมื่อคุณสั่งซื้อผ่านลิงก์นี้"),
        ("clear", "เมื่อคุณจองผ่านลิงก์ เว็บไซต์นี้จะได้รับค่าคอมมิชชันเล็กน้อย"),
        ("clear", "สมัครผ่านลิงก์นี้ เราทั้งคู่จะได้รับส่วนลด 100 บาท"),
        ("clear", "บทความนี้ได้รับการสนับสนุนจากโคมไฟประภาคาร"),
        ("weak", "ลิงก์นี้เป็นลิงก์ affiliate"),
        ("weak", "บทความนี้มีลิงก์พันธมิตร"),
        ("negated", "เราไม่ได้รับค่าคอมมิชชั่นจากลิงก์เหล่านี้"),
        ("negated", "บทความนี้ไม่มีลิงก์พันธมิตร"),
        ("not", "ลิงก์ affiliate คืออะไร"),
        ("not", "พนักงานขายมีสิทธิ์ได้รับค่าคอมมิชชัน"),
        ("not", "วิธีสร้างรายได้จาก affiliate สำหรับมือใหม่"),
        ("not", "ผมเห็นโฆษณาบนรถไฟ"),
        ("not", "เรามีรายได้เพิ่มขึ้นปีนี้"),
    ],
}


@pytest.mark.parametrize(
    ("language", "strength", "text"), [(code, *row) for code, rows in ROWS.items() for row in rows]
)
def test_sentence_has_the_expected_strength(language: str, strength: str, text: str) -> None:
    assert verdict(text, language) == strength
    if strength == "clear":
        assert verdict(text) == "clear"


@pytest.mark.parametrize(
    ("text", "language", "strength"),
    [
        ("Iklan", "id", "clear"),
        ("(link afiliasi)", "id", "weak"),
        ("Szponzorált tartalom", "hu", "clear"),
        ("(partnerlink)", "hu", "weak"),
        ("Articol sponsorizat", "ro", "clear"),
        ("(link afiliat)", "ro", "weak"),
        ("Реклама", "uk", "clear"),
        ("(партнерське посилання)", "uk", "weak"),
        ("Διαφήμιση", "el", "clear"),
        ("(σύνδεσμος συνεργάτη)", "el", "weak"),
        ("โฆษณา", "th", "clear"),
        ("(ลิงก์พันธมิตร)", "th", "weak"),
    ],
)
def test_label(text: str, language: str, strength: str) -> None:
    assert verdict(text, language) == strength


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kami sudah mencoba lampu ini selama beberapa minggu dan mencatat apa yang perlu Anda tahu.", "id"),
        ("Több héten át próbáltuk ezt a lámpát, és leírtuk, hogy mire kell figyelni, ha ilyet keresel.", "hu"),
        ("Am încercat aceste lămpi și am notat ce trebuie să știi când alegi, pentru că sunt foarte diferite.", "ro"),
        ("Ми випробували ці лампи й записали, що потрібно знати, якщо ви їх шукаєте для дому.", "uk"),
        ("Мы испытали эти лампы и записали, что нужно знать, если вы их ищете для дома.", "ru"),
        ("Пробвахме тези лампи.", "ru"),
    ],
)
def test_text_is_known_by_its_frequent_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_stem_that_begins_a_word_of_another_script_is_found() -> None:
    assert verdict("Мы зарабатываем на покупках по этим ссылкам.", "ru") == "clear"
    assert verdict("Это не реклама.", "ru") == "negated"
    assert DETECTOR.candidates("Слово «антиреклама» стоит здесь.") == []


PROGRAMMES = [
    ("ro", "not", "Lămpi Farul are 80 de programe de afiliere și peste 900 de parteneri."),
    ("ro", "not", "Linkurile de afiliere sunt cel mai ușor instrument."),
    ("ro", "not", "Larch are un program de afiliere pentru bloggeri."),
    ("ro", "not", "Un program schimbă linkurile către lămpi în linkuri afiliate."),
    ("ro", "weak", "Conține linkuri de afiliere."),
    ("ro", "weak", "Folosim linkuri afiliate."),
    ("uk", "not", "У банку є партнерська програма для клієнтів."),
    ("uk", "not", "Маяк має партнерську програму."),
    ("uk", "not", "Партнерські програми можуть бути вигідними."),
    ("uk", "weak", "Тут є партнерські посилання."),
    ("uk", "weak", "Містить партнерські посилання."),
    ("uk", "not", "Партнерська мережа працює в десяти країнах."),
    ("uk", "not", "Партнерський маркетинг може бути складним."),
    ("el", "not", "Η Larch έχει πρόγραμμα affiliate για bloggers."),
    ("el", "not", "Υπάρχουν προγράμματα συνεργατών για καταστήματα."),
    ("el", "weak", "Περιέχει affiliate links."),
    ("el", "not", "Το affiliate marketing είναι δημοφιλές."),
    ("el", "not", "Το σεμινάριο περιλαμβάνει affiliate marketing."),
    ("hu", "not", "A boltnak van affiliate programja."),
    ("hu", "not", "A tanfolyam affiliate marketinget is tartalmaz."),
    ("hu", "weak", "Affiliate linkeket tartalmaz."),
    ("hu", "not", "Az oldalnak van partnerprogramja kereskedőknek."),
    ("id", "not", "Larch memiliki program afiliasi."),
    ("id", "not", "Kursus ini berisi materi affiliate marketing."),
    ("id", "weak", "Berisi link afiliasi."),
    ("id", "not", "Platform ini menggunakan sistem afiliasi untuk merchant."),
    ("id", "not", "Artikel ini membahas program afiliasi Larch."),
    ("id", "not", "Halaman ini adalah panduan program afiliasi."),
    ("th", "not", "Larch มีโปรแกรม affiliate สำหรับครีเอเตอร์"),
    ("th", "not", "คอร์สนี้มีเนื้อหา affiliate marketing"),
    ("th", "weak", "โพสต์นี้มีลิงก์ affiliate"),
    ("th", "not", "เรามีทีม affiliate สำหรับพันธมิตร"),
]


@pytest.mark.parametrize(("language", "strength", "text"), PROGRAMMES)
def test_programme_of_somebody_is_no_notice_of_links(language: str, strength: str, text: str) -> None:
    assert verdict(text, language) == strength
