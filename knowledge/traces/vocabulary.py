"""Words that say little, names that say nothing, programs that speak for themselves: lists, not rules."""

# ruff: noqa: SIM905 - a paragraph of words is easier to read and to extend than a column of strings

# Types that say that something failed, and not what.
GENERIC_TYPES = frozenset(
    """aggregateexception apierror applicationexception argumenterror argumentexception assertionerror
    attributeerror axioserror badsqlgrammarexception beancreationexception clienterror comexception
    completionexception connectionerror constraintviolationexception databaseerror dataerror
    dataintegrityviolationexception deprecationwarning domexception environmenterror error
    errorexception exception executionexception fetcherror futurewarning genericjdbcexception
    hibernateexception httperror httpexception httprequestexception illegalargumentexception
    illegalstateexception importerror integrityerror interfaceerror internalerror internalservererror
    invalidcastexception invalidoperationexception invocationtargetexception ioerror ioexception
    jpasystemexception loaderror modelerror mysqlexception nameerror nestedservletexception
    nomethoderror notsupportedexception objectdisposedexception operationalerror oserror
    outofmemoryerror outofmemoryexception pdoexception persistenceexception postgresexception
    processexception programmingerror psqlexception queryexception rangeerror referenceerror
    requesterror runtimeerror runtimeexception runtimewarning servletexception sqlexception
    sqlintegrityconstraintviolationexception sqlitebusyexception sqliteerror sqlsyntaxerrorexception
    standarderror statementinvalid syntaxerror systemerror systemexception throwable timeouterror
    timeoutexception typeerror uncheckedioexception undeclaredthrowableexception
    unhandledpromiserejection unhandledpromiserejectionwarning unsatisfieddependencyexception
    userwarning valueerror warning webexception win32exception""".split()
)
# Programs whose `name: message` lines are their own; of another name, the words must decide.
PROGRAMS = frozenset(
    """apache2 apt apt-get awk brew cargo cat cd chmod chown composer cp crontab curl dd df diff docker dpkg
    e2fsck find gcc git go gpg grep gunzip gzip helm httpd ifconfig ip iptables java javac kill kubectl
    ld ln ls make mkdir mongod mount mv mysql mysqldump nginx node npm npx openssl patch perl php ping
    pip pip3 pnpm postgres psql pyenv python python3 redis-cli rm rmdir rsync ruby rustc scp sed service
    sftp ssh ssh-keygen su sudo systemctl tail tar tee terraform touch ufw umount unzip useradd uwsgi vi
    vim wget xargs yarn zip""".split()
)
# Commands inside the shell: what they fail with is no failure to start a program.
BUILTINS = frozenset(
    """alias bg cd declare echo eval export fg getopts jobs kill let local mkdir mv printf pushd popd pwd read
    readonly rm set shift test trap type typeset ulimit umask unset wait""".split()
)
# What stands before a colon and is no program.
NOT_PROGRAMS = frozenset(
    """at cause caused code context debug detail details digest e.g eof errno error errors example exception
    failed failure fatal file help hint http https i.e in info input line message name note output path
    port ps query reason see sql stack status syscall todo trace type url usage warn warning where""".split()
)
# Words of any error; they hardly tell two apart.
COMMON_WORDS = frozenset(
    """a an and are as at be been by can cannot code could did do does during error errors exception failed
    failure fatal file for from has have if in into invalid is it its line line may message must no not
    of on or should than that the then this to unable uncaught warning was were when which while will
    with would you your""".split()
)
# The nouns of programming; they tell a little.
PLAIN_NOUNS = frozenset(
    """class found function index key method module name null object property type undefined user value""".split()
)
# Names for the absence of a value: an error about nothing is another than one about something.
NOTHING = frozenset("dbnull nan nil none nonetype null undefined".split())
# Names of a runtime's own types are wording: `'NoneType' object` is another error than `'int' object`.
TYPE_NAMES = frozenset(
    """array bigint bool bool boolean bytes coroutine date dbnull decimal dict double false float function
    generator int integer jsonb list long method module nan never nil none nonetype null number object
    promise set str string symbol timestamp true tuple type undefined uuid varchar void""".split()
)
