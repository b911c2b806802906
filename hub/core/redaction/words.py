"""Words by which a secret is told from what only stands where one could. Data alone; the browser reads it too."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a value may say that is no secret: placeholders of documentation, types, states and answers of programs.
EMPTY = _words(
    """
    password passwd passwort kennwort pass pwd secret secrets token tokens key keys apikey api_key credentials
    changeme change_me change-me changeit change-it replaceme replace_me replace-me example sample demo test
    tests testing tester tbd todo fixme none null nil true false yes no on off undefined empty blank default
    dummy fake mock placeholder redacted hidden masked removed filtered omitted admin root user username guest
    postgres postgresql mysql mariadb mongo redis public private string str bytes byte text int integer bool
    boolean float number char varchar object array any unknown never void required optional nullable value
    values foo bar baz foobar qux hunter2 letmein 1234 12345 123456 1234567 12345678 123456789 1234567890
    secret_key your_password yourpassword your-password mysecretpassword mypassword passw0rd expired invalid
    missing wrong incorrect mismatch denied failed failure authentication authorization bearer basic digest
    sha256 sha512 md5 bcrypt argon2 scrypt hs256 rs256 csrf session self this super input prompt ask env
    environment file stdin keyring vault include same-origin omit always never encrypted hashed plain buffer record option promise list dict map set tuple
    name lambda function func new await async return typeof pbkdf2 pbkdf2_sha256 email uuid json literal final date text
    """
)

# Of a text with spaces one of these says that it is a sentence and no pass phrase.
PROSE = _words(
    """
    a an the is are was be been must should may can cannot not no your you my our their this that these to of
    for from with without and or if in on at by as it its please enter type choose set use used using new old
    current confirm repeat again forgot reset change changed required invalid wrong incorrect field option
    flag argument parameter parameters value instead when which who here see like such than then only also
    password passwords token tokens secret key keys login account user email least characters long short were will would could has have had do does did been
    """
)

# Words that make a name mean a secret, by themselves.
PASSWORDS = _words(
    "password passwd passphrase passcode passwort kennwort mnemonic pwd pass pw psw "
    "dbpass userpass adminpass rootpass mypass smtppass mailpass ftppass sshpass storepass keypass authpass"
)
SECRETS = _words("psk secret token credential credentials salt pepper auth jwt")
# Of these only the last word of a name says so: `smtp_pass`, but not `pass_through`.
LAST = _words("pass pw auth salt pepper jwt secret")
# With `key` behind them.
KEYED = _words(
    """
    api access secret private auth authentication authorization encryption encrypt decryption signing sign
    account storage master license client app application service subscription functions shared preshared
    psk deploy admin session cookie webhook integration ingest write server rest consumer publisher instance
    developer dev sandbox live prod production hmac aes ssh tls ssl jwt wg wireguard rpc bot
    """
)
# Glued together in names without capitals or hyphens.
GLUED = _words(
    """
    password passwd passphrase passwort apikey authkey accesskey secretkey privatekey presharedkey authtoken
    accesstoken csrftoken middlewaretoken bottoken apitoken usertoken secret clientsecret
    """
)
# Names of cookies and fields that hold a session.
SESSIONS = _words(
    """
    sessionid session_id sessid phpsessid jsessionid asp.net_sessionid connect.sid sid laravel_session _session
    csrftoken xsrf-token csrfmiddlewaretoken authenticity_token session_token sessiontoken _gitlab_session
    user_session remember_token session session_key
    """
)
# Behind such a word they make the name mean something about a secret: where it is, how long, whether.
ABOUT = _words(
    """
    id ids name names type types file files path dir url uri field fields length len ttl expiry expires expire
    expiration in at header headers prefix suffix count limit limits algorithm alg hash hashes hasher hashers
    digest validator validators validation policy reset form input hint error errors help label min max format
    size endpoint location ref reference provider store manager service class regex pattern rules rule strength
    changed updated created required enabled disabled valid usage index column version rotation list map cache
    kind env var arn param params placeholder title message msg status state exists missing source scope scopes
    issuer audience is position pos start end line num number stdin mode method timeout budget window rate
    level lifetime authentication attempts fingerprint cmd command option options bits schema model serializer
    view page link generator parameter parameters bits round rounds phrase family factory handler helper util utils client parser check checker protection prompt
    """
)
# Before `token`, `pass`, `secret` or `auth` they make it something else.
OTHER = _words(
    """
    next page pagination continuation eos bos pad unk mask cls sep special unexpected expected design syntax
    start end stop current last first second previous render shader single multi build cancellation public
    existing pull tls lex token_type max min per input output prompt completion total num type parse two no has
    requires require is use
    """
)
# Begin names of functions that fetch or ask, and do not set.
FETCHING = _words(
    """
    get read fetch load find is has require requires check validate verify use parse by input ask prompt lookup
    resolve show hide forgot reset select query test expect it describe print log echo raise throw label
    """
)

NOBODY = _words(
    """
    user username users you your yourname your-name your_name yourusername your_username me name app runner vagrant
    ubuntu debian admin administrator root node www www-data circleci travis jenkins ec2-user deploy vscode
    codespace gitpod linuxbrew myuser someuser shared public default guest all git postgres mysql redis web
    worker appuser nonroot runneradmin containeradministrator build builder ci home test testuser example dev
    developer student project projects jovyan coder docker pi index dashboard about settings profile login
    someone somebody foo bar
    """
) | {"all users", "default user"}
NOWHERE = _words("host hostname localhost machine example server remote remote_host remotehost ip")
# First labels of domains that documentation makes up.
MADE_UP = _words("domain yourdomain mydomain your-domain company yourcompany email mail site foo bar")
# Endings of files that end no domain, and those that may.
FILES = _words("png jpg jpeg gif svg webp avif ico css js json html log txt csv xml yml yaml conf tsx jsx")
SOURCES = _words("md py rs sh ts mjs rb go php")

# Names that mean the same on everybody's machine.
EVERYBODYS = _words(
    """
    localhost.localdomain host.docker.internal kubernetes.docker.internal gateway.docker.internal
    metadata.google.internal cluster.local svc.cluster.local default.svc.cluster.local
    kubernetes.default.svc.cluster.local settings.local env.local
    """
)
# End in a number as machines do.
TECHNOLOGIES = _words(
    "http2 http3 ipv4 ipv6 s3 ec2 oauth2 python2 python3 web2 web3 neo4j log4j utf8 sqlite3 h2"
)
RESOLVERS = _words("8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9")
# What a header of cookies says beside cookies.
ATTRIBUTES = _words("path domain expires max-age samesite httponly secure priority")
