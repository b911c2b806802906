"""What the field calls things: spellings, synonyms, technologies, opposites and words that say little.

Plain tables, one entry a line; `wording` compiles them. A name stands before the colon, its other
spellings after it. Names that are merely related do not belong here: related is not the same.
"""

from __future__ import annotations

# One thing under several names, whatever is asked about it.
NAMES = """
database: db, dbs, data base, data bases
application: app, web app, web application, webapp
authentication: auth, authn
authorization: authz
configuration: config, configs
environment variable: env var, env vars, environment var, env variable, .env, env
virtual environment: virtualenv, venv, virtual env, virtualenvs
repository: repo, repos
function: func, fn
argument: arg, args
parameter: param, params
directory: dir, folder
documentation: docs, doc
dictionary: dict, dicts, dictionaries
integer: int, ints
string: str
boolean: bool
character: char
attribute: attr
development: dev
production: prod, production environment, production server
administration: admin
synchronous: sync
asynchronous: async, asynchronously
asynchronous await: async await, async/await
statistics: stats
reference: ref, refs
object oriented programming: oop, oops, object orientation, object oriented
object relational mapping: orm, orms, object relational mapper, object relational mapping
application programming interface: api, apis
representational state transfer: rest, restful, restful api, restful apis, rest api, rest apis, restful application, restful web service, rest architecture, rest principle
json web token: jwt, jwts, json web tokens
role based access control: rbac
cross site scripting: xss
cross site request forgery: csrf, xsrf
cross origin resource sharing: cors
content security policy: csp
sql injection: sqli, sql injections
single sign on: sso
two factor authentication: 2fa, two-factor auth, tfa
multi factor authentication: mfa
denial of service: dos
distributed denial of service: ddos
server side request forgery: ssrf
transport layer security: tls, ssl
man in the middle: mitm
continuous integration: ci, ci/cd, ci cd, continuous integration and delivery, continuous integration continuous deployment, continuous integration and continuous delivery, continuous integration and continuous deployment
continuous delivery: continuous deployment, cd
command line interface: cli, command line
user interface: ui
graphical user interface: gui
integrated development environment: ide
document object model: dom
virtual dom: virtual document object model, vdom, virtualdom
cascading style sheets: css
hypertext markup language: html
hypertext transfer protocol: http
server side rendering: ssr
client side rendering: csr
static site generation: ssg
single page application: spa, single page app, single page web application
progressive web app: pwa, progressive web application
immediately invoked function expression: iife, iifes
higher order component: hoc, hocs
higher order function: hof
model view controller: mvc
model view template: mvt
model view viewmodel: mvvm
dependency injection: di
inversion of control: ioc
domain driven design: ddd
test driven development: tdd
behavior driven development: bdd
command query responsibility segregation: cqrs
service oriented architecture: soa
create read update delete: crud
global interpreter lock: gil
garbage collection: gc, garbage collector
method resolution order: mro
database management system: dbms
relational database management system: rdbms
entity relationship diagram: erd, er diagram
common table expression: cte, ctes
data definition language: ddl
data manipulation language: dml
content delivery network: cdn
domain name system: dns
load balancer: load balancing, load balance
rate limiting: rate limit, rate limiter, throttling requests
machine learning: ml
artificial intelligence: ai
natural language processing: nlp
neural network: neural net, neural nets, nn, artificial neural network, ann
convolutional neural network: cnn, cnns, convnet
recurrent neural network: rnn, rnns
long short term memory: lstm
support vector machine: svm, svms
principal component analysis: pca
singular value decomposition: svd
k nearest neighbor: knn, k nn, k nearest neighbour
k means: kmeans, k means clustering, k means algorithm
stochastic gradient descent: sgd
mean squared error: mse
root mean squared error: rmse
mean absolute error: mae
area under curve: auc, au roc, auroc, auc roc, roc auc, area under roc curve
exploratory data analysis: eda
missing data: missing value, missing values
imbalanced data: imbalanced dataset, imbalanced class, imbalanced classes, class imbalance, unbalanced data, unbalanced dataset, imbalanced class distribution
principle: principles
bias variance trade off: bias variance tradeoff, trade off between bias and variance, tradeoff between bias and variance
trade off: tradeoff
confusion matrix: confusion table
dimensionality reduction: dimension reduction
one hot encoding: onehot encoding
data frame: dataframe, dataframes
data type: datatype, datatypes
file name: filename
back end: backend
front end: frontend
full stack: fullstack
multi threading: multithreading, multi threaded, multithreaded
multi processing: multiprocessing
micro service: microservice, microservices, microservice architecture, microservices architecture, micro services
micro framework: microframework
monolith: monolithic, monolithic architecture, monolith architecture
web socket: websocket, websockets
web hook: webhook
call back: callback, callback function, callbacks
local storage: localstorage
session storage: sessionstorage
type hint: type hinting, type annotation
duck typing: duck type
monkey patching: monkey patch
n+1 query: n + 1 query, n+1 problem, n+1 query problem, n+1 queries, n+1 select
list comprehension: list comp
primary key: pk
foreign key: fk
ip address: ip
unit test: unit testing
pattern: design pattern, software design pattern
built in: builtin
==: double equals, double equal, loose equality
===: triple equals, triple equal, strict equality
template literal: template string
distributed system: distributed systems
https: http secure, hypertext transfer protocol secure
hidden class: hidden classes
temporal dead zone: tdz
background task: background job, background jobs, asynchronous task, background processing
url shortener: url shortening service, url shortening, tinyurl
brute force attack: brute force, bruteforce
django rest framework: drf
internationalization: i18n
localization: l10n
accessibility: a11y
template: jinja template, jinja2 template
template engine: templating engine
jinja: jinja2
oauth: oauth2, oauth 2, oauth 2.0, oauth2.0
pep 8: pep8
es6: ecmascript 6, es2015, ecmascript 2015
python 3: python3
python 2: python2
k8s: kubernetes
postgresql: postgres, psql
javascript: js, java script, vanilla js
typescript: ts
python: py
node: node.js, nodejs, node js
react: react.js, reactjs, react js
vue: vue.js, vuejs
angular: angularjs, angular.js
express: express.js, expressjs
next.js: nextjs
c#: csharp, c sharp
c++: cpp
golang: go language
mongodb: mongo
scikit learn: sklearn, scikit-learn
self join: self-join
left join: left outer join
right join: right outer join
full join: full outer join
sub query: subquery, subqueries, nested query
time series: timeseries
rest parameter: rest operator, rest parameters
use strict: strict mode
log in: login, sign in, signin
log out: logout, sign out
sign up: signup, register user
set up: setup
file upload: uploaded file, upload file, upload a file, uploading file
email: e mail, mail
debug mode: debugging mode
web server gateway interface: wsgi
pull request: merge request
super global: superglobal, superglobal variable
prop drilling: props drilling
hot encoding: hot encode
message flashing: flash message, flashed message, flashing message
key word: keyword
""".strip()

# Other words for the same. Not used where a difference is asked for: there the words are the question.
SYNONYMS = """
create: build, make, write, define, develop, design, construct, declare, generate, set up, add, initialize, instantiate, establish
get: access, retrieve, fetch, obtain, read out, extract, look up, consume, call, receive, request data
delete: remove, get rid of, eliminate, erase
send: return, respond, output, emit
show: display, print, view
prevent: protect, avoid, block, restrict, fight, reduce risk of, mitigate, defend, guard, safeguard, protect against, prevention, protection
secure: securing, harden, safe, security
improve: optimize, optimise, speed up, enhance, boost, increase, tune, make faster, optimization, improvement
combine: merge, join together, concatenate, union two, unite
choose: select, pick, decide, decide on, find right
set: configure, assign, specify
run: execute, launch, apply, schedule
start: begin, initiate, kick off
stop: terminate, kill, end, halt, shut down
organize: structure, arrange, lay out
measure: evaluate, assess, judge, estimate
reduce: decrease, minimize, lower, cut
fix: resolve, solve, repair, correct
troubleshoot: debug, diagnose
deploy: host, publish, release, ship
monitor: track, observe, watch
convert: transform, cast, turn
iterate: loop, traverse, iterate over, loop through, loop over, go through
split: divide, partition
limit: throttle, cap
sort: order
import: include
swap: exchange, interchange
ensure: guarantee, enforce, make sure
filter: narrow
share: distribute
handle: deal with, manage, treat, tackle, cope with, take care of
check: determine, verify, test whether, find out, know if, tell if, test if
find: search, locate, identify, detect, discover, spot, recognize
copy: clone, duplicate object
undo: revert, roll back, rollback, reset
change: modify, update, alter, edit
validate: validation
connect: connection, integrate, establish connection, link
store: save, persist, keep
pass: transfer, share
support: provide, offer, allow
count: number, amount
visitor: client, user's
method: technique, approach, way, strategy, algorithm
problem: issue, challenge, difficulty
feature: characteristic, property, functionality
duplicate: repeated, duplicated
last: recent, most recent, latest, previous
slow: slow running, poor, performance
fast: quick, speed
error: bug
large: big, huge
website: web site, site
dataset: data set, data
class: category
hyper parameter: hyperparameter, hyperparameters
memory: ram
row: record, tuple row
table: relation
request: http request
response: http response
internal: under the hood, behind the scenes
""".strip()

# Verbs that carry no action of their own in "How do you … X?".
LIGHT_VERBS = """
handle perform do implement use work manage deal have go carry achieve accomplish apply approach
utilize employ happen put take treat process operate function conduct address leverage enable
""".strip()

# Technology: what it belongs to. Two that are not in one line of descent tell questions apart.
TECHNOLOGIES = """
python:
flask: python
django: python
fastapi: python
django rest framework: django
javascript:
es6: javascript
typescript: javascript
node: javascript
express: node
react: javascript
redux:
vue: javascript
angular: javascript
svelte: javascript
next.js: react
jquery: javascript
php:
laravel: php
symfony: php
wordpress: php
java:
spring: java
kotlin:
scala:
ruby:
rails: ruby
golang:
rust:
swift:
c++:
c#:
.net:
sql:
mysql: sql
mariadb: sql
postgresql: sql
sqlite: sql
oracle: sql
sql server: sql
mongodb:
html:
cascading style sheets:
machine learning:
data science:
artificial intelligence:
deep learning: machine learning
object oriented programming:
programming:
software engineering:
web development:
""".strip()
# Fields that hold everything asked about them: naming one adds nothing and never tells two apart.
FIELDS = frozenset(
    ["machine learning", "data science", "artificial intelligence", "deep learning", "programming",
     "software engineering", "web development", "object oriented programming"]
)  # fmt: skip

# The tool people reach for: naming it beside its matter adds little.
USUAL_TOOLS = """
alembic: migration
flask-migrate: migration
celery: background task, task, job, queue
bcrypt: password, hash
flask-login: authentication, log in, user
flask-sqlalchemy: database, model, pagination, query, object relational mapping
sqlalchemy: database, model, query, object relational mapping
jinja: template
flask-socketio: web socket
flask-wtf: form, cross site request forgery
flask-mail: email
flask-cors: cross origin resource sharing
flask-restful: representational state transfer
pytest: test, unit test, fixture
jest: test, unit test
marshmallow: serialize, validate
redis: cache
pandas: data frame, csv
numpy: array, matrix
docker: container
useeffect: side effect
""".strip()

# What a name says by itself, so that saying it again adds nothing.
IMPLIED = """
oauth: authentication, authorization
json web token: authentication, token
k means: cluster, algorithm
random forest: machine learning, tree, ensemble
global interpreter lock: thread
git: version control
docker: container
lambda: anonymous
principal component analysis: dimensionality reduction
redux: state, store
cross site request forgery: protect
web socket: real time
promise: asynchronous
confusion matrix: classification
missing data: data set
imbalanced data: data set, classification
brute force attack: login
unit test: test
""".strip()

# Words of which a question holds one or another: where two questions differ in them, they differ.
OPPOSITES = """
encode decode | encrypt decrypt | serialize deserialize | push pop shift unshift pull | add remove
delete create | before after | get post put patch | get set delete | method property event | left right inner outer full cross
mutable immutable | synchronous asynchronous | read write | parent child | local global
static dynamic | first last second third nth | request response | upload download | start stop
min max | horizontal vertical | forward reverse backward | set unset | enable disable | client server
open close | lock unlock | positive negative | public private protected | ascending descending
append prepend extend insert | import export | access refresh | precision recall | bagging boosting
supervised unsupervised | symmetric asymmetric | stored reflected | list tuple set dictionary
class function | controlled uncontrolled | clustered non | char varchar text | key value
call apply bind | map filter reduce | install uninstall | increase decrease | push pull
single multiple double | internal external | explicit implicit | null undefined | shallow deep
regression classification clustering | linear logistic | abstract concrete interface
compile interpret | stack queue heap | array object string number | session cookie
setup teardown | application project | module package library | before_request after_request teardown_request | train test validation
""".strip()

# A word that says what sort of thing the name beside it is: the `useEffect` hook, the `with` statement.
SORTS = """
hook loop method function decorator keyword object library module attribute command statement operator
property file package framework class event tag selector field parameter option
""".strip()
# Of these, the ones that say nothing behind any other name either: the singleton pattern.
EMPTY_SORTS = """
pattern algorithm theorem technique keyword operator statement command hook decorator principle protocol
tool method concept clause problem attack vulnerability library framework
""".strip()
# What surrounds a matter: beside something specific these say nothing, alone they are the matter.
BACKGROUND = """
database, distributed system, table, object oriented programming, rest, array, architecture, python object, system, data set, data, model, micro service, software, relational database,
application, project, user, page, component, development, cloud, class, website, web page, server,
machine, network, team, company, request, large scale, enterprise, production, element, step, employee
""".strip()
NEGATIVE = frozenset(["not", "non", "without", "never", "no"])

# How much a word tells about a subject; an ordinary word weighs 1.
FAINT_WORDS = {
    0.1: """thing stuff system software world tool case scenario situation purpose reason
        possible certain specific typical usual standard general basic overall whole correct right proper
        proper good best well efficient effective internal manual automatic simple easy able various
        based related available concept term topic idea notion meaning detail brief steps step require
        production-ready built builtin user-defined person someone lot many few several own hand
        role importance management handling implementation usage programming language code web development theorem principle practice""",
    0.25: """application project api attack user page""",
    0.35: """orm web loop like way method keyword operator statement command clause object function
        class data value variable type problem model algorithm file server website database table
        query element item component attribute parameter argument view property process
        architecture pattern design service framework library module package number image message
        create performance support internal custom""",
    0.6: """http url request response test large route endpoint""",
}

STOP_WORDS = """
a an the of in on at to for from by with within into onto about as is are was were be been being am
do does did has have had having can could may might must shall should will would you your yours we
our us i me my they them their theirs it its he she his her one ones this that these those there
here what which who whom whose when where why how and or but if then else than so such nor too very
just also any some each every all both either neither other another same more most less least much
per via using use used uses through during between among over under against up down out off again
please tell say explain describe define discuss mention briefly detail brief example examples
practical real give want need needs let lets e.g i.e etc us mean means meant understand know known
called term help helps main major important different various while whether interview question
answer play plays  serve serves now ever really actually basically typically usually normally generally commonly often
exactly simply internally concept idea ok okay because since it's don't doesn't whats vs versus inside possible come comes
become around favorite favourite better case cases go goes take s t re ve ll d m
""".strip()
