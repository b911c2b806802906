"""Secrets that belong to nobody, made up anew in many contexts, and what only looks like one."""

import random
import string

ALNUM = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


def secrets(number: int, seed: int = 1) -> list[tuple[str, str]]:
    """Returns texts, each with the secret in it that must not be left."""
    rng = random.Random(seed)

    def of(length: int, letters: str = ALNUM) -> str:
        return "".join(rng.choices(letters, k=length))

    def password() -> str:
        return rng.choice((of(6) + rng.choice("!#%+=") + of(4) + "7a", "Tr" + of(8) + "9x"))

    tokens = [
        lambda: "ghp_" + of(36),
        lambda: "github_pat_" + of(40),
        lambda: "glpat-" + of(20),
        lambda: "AKIA" + of(16, string.ascii_uppercase + "234567"),
        lambda: "AIza" + of(35),
        lambda: "xoxb-" + of(12, string.digits) + "-" + of(24),
        lambda: "sk_live_" + of(24),
        lambda: "sk-proj-" + of(40),
        lambda: "npm_" + of(36),
        lambda: "pypi-" + of(60),
        lambda: "dckr_pat_" + of(27),
        lambda: "hf_" + of(34),
        lambda: "SG." + of(22) + "." + of(43),
        lambda: of(9, "123456789") + ":AA" + of(33),
        lambda: f"eyJ{of(20)}.eyJ{of(60)}.{of(43)}",
        lambda: "https://hooks.slack.com/services/T" + of(8) + "/B" + of(8) + "/" + of(24),
    ]
    around_tokens = (
        "curl -H 'X-Key: {}' https://api.example.com/",
        "TOKEN {} was refused",
        'headers = {{"key": "{}"}}',
        "2026-11-01T10:00:00Z ERROR auth failed for {} (401)",
        "$ export KEY={}",
    )
    around_passwords = (
        "postgres://app:{}@db.example.com:5432/shop",
        "DATABASE_URL=mysql://app:{}@127.0.0.1/shop",
        'password = "{}"',
        "DB_PASSWORD={}",
        "db_password: {}",
        "'password' => '{}',",
        '  "client_secret": "{}",',
        "define('DB_PASSWORD', '{}');",
        "Server=db;Database=shop;User Id=app;Password={};Encrypt=True",
        "<password>{}</password>",
        "mysql -u app -p{} shop < dump.sql",
        "mongodump --username app --password {} --db shop",
        "curl -u app:{} https://example.com/",
        "sshpass -p {} ssh app@example.com",
        "Authorization: Basic {}",
        'const apiKey = "{}";',
        "spring.datasource.password={}",
        "SECRET_KEY = '{}'",
        "redis-cli -h 127.0.0.1 -a {} ping",
        '$config["db_password"] = "{}";',
    )
    people = ("ayse.kara", "jdoe", "m-novak", "oleksandr", "priya.s")
    around_people = (
        ("{}@acme-widgets.de", "mail from {} was refused"),
        ("/home/{}/", 'File "{}shop/views.py", line 3'),
        ("/Users/{}/", "at load ({}dev/shop/index.js:3:1)"),
        ("C:\\Users\\{}\\", "at Shop.Main() in {}src\\Shop.cs:line 12"),
        ("{}@build-07", "{}:~/shop$ make test"),
    )
    machines = (
        lambda: f"db-{of(2, string.digits)}.corp.local",
        lambda: f"ip-10-0-{rng.randrange(9)}-{rng.randrange(99)}.eu-west-1.compute.internal",
        lambda: f"shop.c{of(10, HEX)}.eu-west-1.rds.amazonaws.com",
        lambda: f"93.{rng.randrange(20, 200)}.{rng.randrange(20, 200)}.{rng.randrange(10, 99)}",
        lambda: f"web{of(1, string.digits)}.prod.acme-widgets.com",
    )
    rows = []
    while len(rows) < number:
        which = len(rows) % 4
        if which == 0:
            value = tokens[len(rows) // 4 % len(tokens)]()
            rows.append((rng.choice(around_tokens).format(value), value))
        elif which in {1, 3}:
            value = password()
            rows.append((around_passwords[len(rows) // 2 % len(around_passwords)].format(value), value))
        elif rng.random() < 0.5:
            shape, around = rng.choice(around_people)
            name = rng.choice(people)
            value = shape.format(name)
            rows.append((around.format(value), name))
        else:
            value = rng.choice(machines)()
            rows.append((f"could not connect to {value} port 5432", value))
    return rows


HARMLESS = r"""
password = input()
password = getpass.getpass("Password: ")
def login(user: str, password: str) -> None:
os.environ["SECRET_KEY"]
SECRET_KEY = os.environ["SECRET_KEY"]
secret = os.getenv("API_SECRET")
token: str | None = None
token = request.headers["Authorization"]
const token = jwt.sign(payload, key)
const { password } = req.body
password: process.env.DB_PASSWORD,
password: ${{ secrets.DB_PASSWORD }}
password: $DB_PASSWORD
password: "{{ vault_password }}"
DB_PASSWORD=changeme
DB_PASSWORD=<your password>
API_KEY=YOUR_API_KEY
api_key = "YOUR-API-KEY"
api_key=None
apiKey: undefined
AKIAIOSFODNN7EXAMPLE
AUTH_PASSWORD_VALIDATORS = [
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}
if (password !== confirmPassword) {
user.set_password(raw_password)
password_hash = make_password(password)
token_type: bearer
"token_type": "Bearer"
CSRF token missing or incorrect.
csrfmiddlewaretoken
{% csrf_token %}
SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
SyntaxError: Unexpected token } in JSON at position 12
syntax error near unexpected token `('
The password is incorrect
password must be at least 10 characters long
FATAL: password authentication failed for user "app"
Access denied for user 'root'@'localhost' (using password: YES)
Enter password:
mysql -u root -p
mysql -u root -p shop
curl -u user https://example.com
Authorization: Bearer <token>
Authorization: Bearer $TOKEN
Authorization: Bearer ...
Proxy-Authorization: Basic xxxxxxxx
postgres://user:password@localhost:5432/shop
postgres://localhost/shop
mysql://root@127.0.0.1/shop
redis://127.0.0.1:6379/0
http://localhost:3000/login
https://github.com/psf/requests/issues/1
https://docs.python.org/3/library/os.html
https://registry.npmjs.org/react/-/react-18.2.0.tgz
git@github.com:psf/requests.git
ssh://git@gitlab.com/group/project.git
npm install react@18.2.0
npm ERR! code E404
pip install requests==2.31.0
requests 1.2.3.4
version 1.2.3.4
v10.20.3.4
Chrome/119.0.6045.105
Mozilla/5.0 (X11; Linux x86_64)
127.0.0.1:8000
0.0.0.0:80
192.168.1.10
10.0.0.5
172.17.0.2
192.0.2.44
198.51.100.7
8.8.8.8
::1
fe80::1
2001:db8::1
user@example.com
alice@example.org
noreply@github.com
@app.route("/login")
@pytest.fixture
@media (max-width: 40rem)
@types/node@20.1.0
import React from 'react'
/home/user/app/main.py
/home/runner/work/shop/shop
/Users/username/project
/Users/Shared/tools
C:\Users\username\project
C:\Users\Public\Documents
C:\Program Files\Python311\python.exe
/usr/local/lib/python3.11/site-packages/flask/app.py
/var/www/html/wp-content/plugins/shop/shop.php
/home/node/app/index.js
threading.local()
asyncio.local
self.local = local
host.docker.internal
localhost.localdomain
kubernetes.default.svc.cluster.local
metadata.google.internal
example.local
sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904
integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"
550e8400-e29b-41d4-a716-446655440000
data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ
0x7fffffffe3c8
2026-11-21T04:05:06.123456Z
00:1A:2B:3C:4D:5E
key = "primary"
key: value
primary_key=True
foreign_key: user_id
Duplicate entry '1' for key 'PRIMARY'
KeyError: 'token'
KeyError: 'password'
AttributeError: 'User' object has no attribute 'password'
secret: false
secret = "secret"
"password": "password"
'password' => bcrypt($request->password),
$password = $_POST['password'];
$pass = getenv('DB_PASS');
String password = System.getenv("DB_PASSWORD");
var password = builder.Configuration["Db:Password"];
password, err := os.ReadFile(path)
let token = localStorage.getItem("token")
token.value = response.token
token_url: /oauth/token
tokenizer = AutoTokenizer.from_pretrained(name)
tokens = text.split()
max_tokens=4096
next_page_token: page_2_of_results
password_reset_timeout = 3600
ACCESS_TOKEN_LIFETIME = timedelta(minutes=5)
SESSION_COOKIE_SECURE = True
ssh-keygen -t ed25519
-----BEGIN CERTIFICATE-----
-----BEGIN PUBLIC KEY-----
gpg --verify file.asc
docker run -p 8080:80 nginx
docker run -e POSTGRES_PASSWORD=example postgres
ls -la
$ python manage.py migrate
>>> import this
root@localhost
user@host:~$ ls
git config user.email "you@example.com"
salt = os.urandom(16)
salt: bytes
hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)
SELECT password FROM users WHERE id = 1
CREATE USER app WITH PASSWORD NULL
ALTER TABLE users ADD COLUMN password_hash text
INSERT INTO tokens (name) VALUES (1)
throw new Error("Invalid token")
raise ValueError("bad password")
Error: invalid_client: secret expired
401 Unauthorized: token expired
jwt.exceptions.ExpiredSignatureError: Signature has expired
TypeError: secretOrPrivateKey must have a value
MissingBackendError: no credentials
credentials: "include"
credentials = service_account.Credentials
fetch(url, { credentials: "same-origin" })
aws_access_key_id = <access key>
AWS_SECRET_ACCESS_KEY=
export TOKEN=$(cat token.txt)
--password-stdin
--token $TOKEN
--password
grep -r password src/
autocomplete="current-password"
<input type="password" name="password">
<label for="password">Password</label>
type: password
password_field = forms.PasswordField()
passwordInput.focus()
isPasswordValid(password)
forgot password?
resetPasswordToken = crypto.randomBytes
process.env.TOKEN
Bearer
std::string token;
Token::new(kind)
lexer.next_token()
token[0]
password=***
secret_name: projects/shop/secrets/db
tokenType = TokenType.IDENTIFIER
PASSWORD_MIN_LENGTH = 12
passwords.txt
config.token_endpoint
assert response.token is None
JWT_ALGORITHM = "HS256"
x-request-id: 7f9c
api_key_header = "X-Api-Key"
API_KEY_NAME=X-Api-Key
Content-Security-Policy: default-src 'self'
Cookie consent banner
/home/
C:\Users\
""".strip().split("\n")
