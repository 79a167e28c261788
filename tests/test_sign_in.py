"""Signing in: a real provider on this machine, a real browser; nothing is shown before, nor without a role."""

import re
import shutil
import stat
import subprocess
import sys
import tomllib

import pytest
from oidc import CLIENT, SECRET, provider
from screens import PROBES, serving

from ui import actions
from ui.actions.people import Denied, Grant, Right, Role
from ui.actions.rights import act
from ui.actions.roll import RollError, roll
from ui.pages.wanted import leads_to
from ui.serve import command
from ui.sign_in import address, flags, listen, surroundings
from ui.sign_in_doubts import doubts

PEOPLE = {
    "xem": {"name": "Nguyễn Thị Xem", "email": "xem@an-hai.example", "email_verified": True},
    "xu-ly": {"name": "Trần Văn Xử", "email": "xu@an-hai.example", "groups": ["van-phong", "tong-hop"]},
    "chua": {"name": "Lê Chưa Quyền", "email": "chua@an-hai.example"},
}
ROLL = f"""[sign-in]
server_metadata_url = "{{issuer}}/.well-known/openid-configuration"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
address = "http://127.0.0.1:{{{{port}}}}"

[[grant]]
email = "XEM@an-hai.example"
role = "xem"
unit = "*"

[[grant]]
groups = "van-phong"
role = "xử lý"
unit = "*"
"""


def write(home, text):
    path = home / "people.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


# -- the file ----------------------------------------------------------------------------------------------------------


def test_without_a_file_the_screens_are_for_the_person_at_this_machine(tmp_path):
    assert roll(tmp_path).sign_in is None
    assert (listen(tmp_path), flags(tmp_path, 8501), surroundings(tmp_path)) == ("127.0.0.1", {}, {})


def test_the_secrets_of_the_sign_in_are_the_owner_s_alone(tmp_path):
    write(tmp_path, ROLL.format(issuer="http://127.0.0.1:9"))
    told = flags(tmp_path, 8777)
    folder = tmp_path / "sign-in"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    auth = tomllib.loads((folder / "secrets.toml").read_text(encoding="utf-8"))["auth"]
    assert told["secrets.files"] == str(folder / "secrets.toml")
    assert auth["redirect_uri"] == "http://127.0.0.1:8777/oauth2callback"
    assert len(auth["cookie_secret"]) >= 48
    flags(tmp_path, 8777)
    assert tomllib.loads((folder / "secrets.toml").read_text(encoding="utf-8"))["auth"] == auth
    assert surroundings(tmp_path) == {"CHIDAO_SIGN_IN": "1", "CHIDAO_HOSTS": "127.0.0.1"}


def test_the_server_is_always_told_where_it_is_seen(tmp_path):
    """Where it is not, Streamlit asks other machines under which address the world sees this one."""
    assert "--browser.serverAddress=127.0.0.1" in command(tmp_path, 8501, True)
    for listens in ("127.0.0.1", "0.0.0.0"):
        lines = ROLL.format(issuer="http://127.0.0.1:9").replace("[sign-in]", f'[sign-in]\nlisten = "{listens}"', 1)
        write(tmp_path, lines)
        assert flags(tmp_path, 8777)["browser.serverAddress"] == "127.0.0.1"
        assert address(tmp_path, 8777) == "http://127.0.0.1:8777"


def test_claims_become_a_person_with_grants(tmp_path):
    write(tmp_path, ROLL.format(issuer="http://127.0.0.1:9"))
    told = roll(tmp_path)
    viewer = told.person({"sub": "1", **PEOPLE["xem"]})
    assert (viewer.name, viewer.grants) == ("Nguyễn Thị Xem (xem@an-hai.example)", (Grant(Role.VIEWER),))
    assert told.person({"sub": "2", **PEOPLE["xu-ly"]}).may(Right.DECIDE)
    assert told.person({"sub": "3", **PEOPLE["chua"]}).grants == ()
    # an address that nobody verified is anybody's
    assert told.person({"sub": "1", **PEOPLE["xem"], "email_verified": False}).grants == ()
    assert told.person({}).grants == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[sign-in", "Không đọc được"),
        ("[signin]\n", "signin"),
        ('[[grant]]\nemail = "a"\nrole = "chủ"\nunit = "*"', "role"),
        ('[[grant]]\nemail = "a"\nrole = "xem"', "thiếu unit"),
        ('[[grant]]\nrole = "xem"\nunit = "*"', "của ai"),
        ('[[grant]]\nemail = ""\nrole = "xem"\nunit = "*"', "để trống"),
        ('[sign-in]\nclient_id = "x"', "server_metadata_url"),
        (ROLL.replace("http://127.0.0.1:{{port}}", "http://chidao.example"), "https://"),
        (ROLL.replace("[[grant]]", "hours = 0\n[[grant]]", 1), "hours"),
    ],
)
def test_a_wrong_file_lets_nobody_in_and_says_why(tmp_path, text, why):
    write(tmp_path, text)
    with pytest.raises(RollError, match=re.escape(why)):
        roll(tmp_path)


def test_a_file_that_others_can_read_lets_nobody_in(tmp_path):
    write(tmp_path, "").chmod(0o644)
    with pytest.raises(RollError, match="chmod 600"):
        roll(tmp_path)


def test_the_command_says_what_is_wrong_with_the_file(chidao, tmp_path):
    write(tmp_path, "[x]")
    done = chidao("ui", "--no-browser", home=tmp_path)
    assert (done.code, "không hiểu mục “x”" in done.err) == (2, True)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/chuoi", "/\\evil.example", "https://evil.example/chuoi", "/chuoi\r\nSet-Cookie: a=b",
        "/x/chuoi", "", "chuoi", "/oauth2callback", "/chuoi?vb=" + "a" * 4000,
        "/chuoi vb", "/auth/logout", "/@evil.example/chuoi",
    ],
)  # fmt: skip
def test_no_sign_in_leads_elsewhere(address):
    assert leads_to(address) == ""


def test_a_sign_in_leads_back_to_a_page():
    assert leads_to("/chuoi?vb=27-KL%2FTW&chon=a") == "/chuoi?vb=27-KL%2FTW&chon=a"


# -- in a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(samples, tmp_path_factory):
    """A server whose persons sign in: its address, its home, the provider."""
    home = shutil.copytree(samples, tmp_path_factory.mktemp("office") / "home")
    with provider(PEOPLE) as told:
        write(home, ROLL.format(issuer=told.issuer))
        with serving(home, tmp_path_factory.mktemp("log") / "server.txt") as address:
            yield address, home, told


@pytest.fixture
def visit(chromium, office):
    address, _, told = office
    context = chromium.new_context(base_url=address, viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults, asked = [], set()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda got: got.status >= 400 and not PROBES.search(got.url) and faults.append(got.url))
    context.on("request", lambda asking: asked.add("/".join(asking.url.split("/")[:3])))
    yield page
    context.close()
    assert faults == []
    assert {host for host in asked if host.startswith("http")} <= {address, told.issuer}
    assert told.faults == []


def _sign_in(page, who, address):
    page.goto(address)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name=who, exact=True).click()


pytestmark = []
CHAIN = "/chuoi?vb=27-KL%2FTW"


@pytest.mark.browser
def test_nothing_is_shown_before_signing_in(visit):
    visit.goto(CHAIN)
    visit.get_by_role("button", name="Đăng nhập").wait_for()
    told = visit.locator("body").inner_text()
    assert "Hãy đăng nhập" in told
    for word in ("27-KL/TW", "Kết luận", "Tổng quan", "Chuỗi triển khai"):
        assert word not in told


@pytest.mark.browser
def test_a_viewer_comes_to_the_page_asked_for_and_may_not_decide(visit, office):
    address, home, _ = office
    _sign_in(visit, "xem", CHAIN)
    visit.locator(".net canvas").wait_for()
    assert visit.url == f"{address}{CHAIN}"
    visit.get_by_text("Nguyễn Thị Xem (xem@an-hai.example)").wait_for()
    visit.goto("/duyet")
    visit.get_by_text("Nguyễn Thị Xem (xem@an-hai.example)").wait_for()
    shown = visit.locator("body").inner_text()
    assert "Xử lý" not in shown  # of the menu: what a viewer may not do
    assert not visit.locator("[class*=st-key-settle] button:enabled").count()
    viewer = roll(home).person({"sub": "xem", **PEOPLE["xem"]})
    edge = actions.trace(home, "27-KL/TW")["edges"][0]["id"]
    with pytest.raises(Denied, match="chưa có quyền ghi quyết định"):
        act(viewer, home, actions.decide, [edge], "confirmed", why="thử", now=None)
    visit.get_by_role("button", name="Đăng xuất").click()
    visit.get_by_role("button", name="Đăng nhập").wait_for()
    visit.goto(CHAIN)
    visit.get_by_role("button", name="Đăng nhập").wait_for()
    kinds = [one["kind"] for one in actions.journal(home)["entries"] if one["by"] == viewer.name]
    assert kinds == ["sign-out", "sign-in"]


@pytest.mark.browser
def test_a_worker_sees_the_store_and_loses_it_with_the_role(visit, office):
    _, home, told = office
    _sign_in(visit, "xu-ly", CHAIN)
    visit.locator(".net canvas").wait_for()
    before = (home / "people.toml").read_text(encoding="utf-8")
    try:
        write(home, ROLL.format(issuer=told.issuer).replace('"van-phong"', '"khac"'))
        visit.reload()
        visit.get_by_text("chưa được giao quyền nào").wait_for()
        assert not visit.locator(".net canvas").count()
        (home / "people.toml").unlink()
        visit.reload()
        visit.get_by_text("Chưa vào được").wait_for()
    finally:
        write(home, before)


@pytest.mark.browser
def test_a_person_without_a_role_sees_nothing_and_is_told_whom_to_ask(visit):
    _sign_in(visit, "chua", CHAIN)
    visit.get_by_text("chưa được giao quyền nào").wait_for()
    told = visit.locator("body").inner_text()
    assert "Lê Chưa Quyền" in told
    assert "người quản trị kho" in told
    assert "27-KL/TW" not in told


@pytest.mark.browser
def test_a_unit_that_the_store_does_not_know_is_named(visit, office):
    _, home, told = office
    before = (home / "people.toml").read_text(encoding="utf-8")
    nowhere = ROLL.format(issuer=told.issuer).replace('unit = "*"', 'unit = "phường Không Đâu, tỉnh Chưa Có"')
    try:
        write(home, nowhere)
        assert [one.count("phường Không Đâu, tỉnh Chưa Có") for one in doubts(home)] == [1, 1]
        _sign_in(visit, "xem", CHAIN)
        visit.get_by_text("ghi đơn vị “phường Không Đâu, tỉnh Chưa Có” mà kho không biết").first.wait_for()
        shown = visit.locator("body").inner_text()
        assert "người quản trị kho" in shown
        assert "27-KL/TW" not in shown.replace("vb=27-KL/TW", "")
        visit.get_by_role("button", name="Đăng xuất").wait_for()
    finally:
        write(home, before)


@pytest.mark.browser
def test_a_sign_in_that_does_not_end_says_so_and_keeps_where_one_wanted_to_go(visit, office):
    address, _, _ = office
    visit.goto(CHAIN)
    visit.get_by_role("button", name="Đăng nhập").wait_for()
    visit.goto("/oauth2callback?state=cu&code=cu")
    visit.get_by_text("Đăng nhập chưa xong").wait_for()
    visit.get_by_role("button", name="Đăng nhập").click()
    visit.get_by_role("link", name="xem", exact=True).click()
    visit.locator(".net canvas").wait_for()
    assert visit.url == f"{address}{CHAIN}"


@pytest.mark.browser
def test_a_provider_that_is_away_is_told_on_the_page_and_to_who_runs_it(chromium, samples, tmp_path):
    home = shutil.copytree(samples, tmp_path / "home")
    write(home, ROLL.format(issuer="http://127.0.0.1:9"))
    (said,) = doubts(home)
    assert "127.0.0.1:9" in said
    assert "từ chối kết nối" in said
    log = tmp_path / "server.txt"
    with serving(home, log) as address:
        page = chromium.new_page(base_url=address)
        page.goto(CHAIN)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_text("không liên hệ được với nơi đăng nhập của cơ quan").wait_for()
        page.get_by_role("button", name="Đăng nhập").wait_for()
        page.context.close()
    told = log.read_text(encoding="utf-8")
    assert "Không liên hệ được nơi đăng nhập: máy ấy từ chối kết nối" in told
    assert "Error" not in told


def test_a_provider_that_is_none_is_told_at_the_start(tmp_path):
    with provider(PEOPLE) as told:
        write(tmp_path, ROLL.format(issuer=told.issuer))
        assert list(doubts(tmp_path)) == []
        for path, why in (("authorize", "trả lời mã 400"), ("keys", "không phải bản mô tả OpenID Connect")):
            other = ROLL.format(issuer=told.issuer).replace(".well-known/openid-configuration", path)
            write(tmp_path, other)
            (said,) = doubts(tmp_path)
            assert why in said


def test_without_the_library_the_screens_say_what_to_install(tmp_path):
    write(tmp_path, ROLL.format(issuer="http://127.0.0.1:9"))
    without = f"import sys; sys.modules['authlib'] = None; sys.argv = ['chidao', '--home', {str(tmp_path)!r}, 'ui']"
    program = f"{without}; from ui.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "chưa cài thư viện đăng nhập (Authlib)" in done.stderr
    assert "pip install 'chidao[login]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.browser
def test_a_file_to_take_away_is_for_who_is_signed_in(visit, office):
    address, _, _ = office
    some = "/media/" + "0" * 56 + ".csv"
    assert visit.context.request.get(f"{address}{some}").status == 403
    cookie = {"name": "_streamlit_user", "value": "e30.aaaa.bbbb", "url": address}
    visit.context.add_cookies([cookie])
    assert visit.context.request.get(f"{address}{some}").status == 403
    visit.context.clear_cookies()
    _sign_in(visit, "xem", CHAIN)
    visit.get_by_text("Nguyễn Thị Xem (xem@an-hai.example)").wait_for()
    assert visit.context.request.get(f"{address}{some}").status == 404


@pytest.mark.browser
def test_a_forged_cookie_signs_nobody_in(visit, office):
    address, _, _ = office
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        visit.context.add_cookies([{"name": name, "value": "2|1:0|10:1|4:user|4:e30=|0" * 2, "url": address}])
    visit.goto(CHAIN)
    visit.get_by_role("button", name="Đăng nhập").wait_for()
