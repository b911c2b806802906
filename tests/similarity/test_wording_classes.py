"""Classes of wording in which authors differ while they ask the same, each with its look-alikes."""

import pytest

from knowledge.similarity import similarity
from knowledge.similarity.aliases import renamed

SAME = {
    "nouns that say nothing beside the telling one": [
        ("Describe the layout of an LSM tree.", "Explain the LSM tree."),
        ("Describe the DNS lookup workflow.", "How does DNS work?"),
        ("What is the saga approach?", "What is a saga?"),
        ("What is the `transient` keyword?", "What are transient variables in Java?"),
    ],
    "clauses that any answer serves": [
        ("What is memoization?", "Define memoization and the motivation behind using it."),
        ("Explain the Raft protocol.", "Explain the Raft protocol and briefly describe each step."),
        ("What is a B-tree?", "What is a B-tree and the parts that it consists of?"),
        ("What is the use and importance of a linter?", "What is a linter used for?"),
    ],
    "abbreviations and second names that the title explains": [
        ("How does it implement VRF (Virtual Routing and Forwarding)?", "How does it implement VRF?"),
        ("What is optimistic locking (version checking)?", "What is version checking?"),
        ("What is a bloom filter, also known as a membership sketch?", "What is a membership sketch?"),
        ("What is the Elastic Widget Queue (EWQ)?", "What is EWQ?"),
    ],
    "small differences that add up to nothing": [
        ("What is the difference between a Django signal and a hook?", "Difference between `signals` and `hooks`"),
        ("What are Vue components?", "What are components? Give an example."),
        ("What do you understand by tasks and threads in Python?", "Task vs. thread"),
        ("Difference between put & fetch", "What is the difference between PUT and FETCH?"),
    ],
    "words of one class": [
        ("Make an endpoint accessible only to logged-in users", "How do you restrict an endpoint to authenticated users?"),
        ("How can you tell if a graph contains a loop?", "How do you detect a cycle in a graph?"),
        ("How do you remove duplicate items from a Ruby array?", "How do you remove duplicates from an array in Ruby?"),
        ("How do you persist data in Docker containers?", "How do you manage persistent storage in Docker?"),
        ("What is the process of creating an index?", "How do you create an index?"),
    ],
    "verbs that stand around what they are done to": [
        ("How do you log a customer out?", "How do you sign out a customer?"),
        ("Convert a title to uppercase", "How do you uppercase a title?"),
        ("How do you find how often a letter appears in a poem?", "How do you count the occurrences of a letter in a poem?"),
        ("How do you establish a Redis connection in PHP?", "How do you connect to Redis in PHP?"),
        ("How do you send the visitor to another page?", "How do you redirect a visitor?"),
        ("How do you write your own Vue directive?", "How do you create a custom directive in Vue?"),
        ("How do you put a deck of cards in random order?", "How do you shuffle a deck of cards?"),
        ("How do you check whether a phone number is valid?", "How do you validate a phone number?"),
        ("How do you keep an eye on a production app?", "How do you monitor an app in production?"),
        ("How do you allow public access to an S3 bucket?", "How do you make an S3 bucket public?"),
    ],
    "hyphenated names with and without backticks": [
        ("What does the `sail-width` property do in CSS?", "What is sail-width?"),
        ("What is the difference between `row-first` and `row-last`?", "row-first vs row-last"),
    ],
    "a word that is a verb in one and a noun in the other": [
        ("How is the order of parcels kept in Kafka?", "How does Kafka keep parcel ordering?"),
        ("What does it mean to squash seeds?", "Explain what squashing seeds is."),
    ],
    "kind-words beside names": [
        ("What is the compost module in Node.js?", "What is compost in Node.js?"),
        ("How do you use the harvest package?", "What is harvest, and how is it used?"),
        ("What is the difference between any and never types?", "Difference between `any` and `never`"),
    ],
    "what both things are that are compared": [
        ("What is the difference between SOIL AND PEAT?", "Difference between the SOIL and PEAT mixtures"),
        ("Compare early sowing with late sowing.", "What is the difference between early and late sowing?"),
        ("What is the difference between an array and a linked list?", "Linked list vs. array"),
    ],
    "one word more where much is named": [
        (
            "Why does the harvest table of a greenhouse lock rows during irrigation?",
            "Why does the harvest table of a greenhouse lock its rows during drip irrigation?",
        ),
    ],
    "who is told, and what is praised": [
        ("How would you explain grafting to a junior software engineer?", "What is grafting?"),
        ("How does Redis differ from a traditional relational database?", "How does Redis differ from relational databases?"),
        ("What are the best features of Redis?", "What are some features of Redis?"),
        ("What is the definition of a monoid?", "What is a monoid?"),
        ("In a networked kitchen, what is a larder proxy?", "What is a larder proxy?"),
    ],
    "ornament": [
        ("What is a larder proxy??", "What is a larder proxy?"),
        ("What is the 3rd normal form?", "What is the third normal form?"),
        ("What is a monad? Advanced", "What is a monad?"),
        ("Explain currying | Intermediate", "Explain currying."),
        (r"17\. What is a quorum?", "What is a quorum?"),
        ("What is a _heap_ in _Java_?", "What is a heap in Java?"),
        ("Are you aware of feature flags?", "What are feature flags?"),
    ],
    "what is asked besides": [
        ("What is a trellis and how is it different from a pergola?", "What is the difference between a trellis and a pergola?"),
        ("Why are trellises useful? How are they different from pergolas?", "Difference between trellises and pergolas"),
        ("What is a dibber? How can you use it to plant bulbs?", "How do you use a dibber to plant bulbs?"),
        ("How does a trellis differ from a pergola?", "What is a trellis and how does it compare to a pergola?"),
        ("Explain sowing and transplanting. When would you choose one over the other?", "Sowing vs transplanting"),
    ],
    "tasks told first": [
        ("You need to rotate a compost bin. How do you do that?", "How do you rotate a compost bin?"),
        ("A pod is stuck in CrashLoopBackOff. What steps would you take?", "How do you troubleshoot a pod stuck in CrashLoopBackOff?"),
    ],
    "limits and durations": [
        ("What is the limitation on parcel size in SQS?", "What is the maximum size of parcels in SQS?"),
        ("How long can a harvest job run?", "What is the maximum execution time of a harvest job?"),
    ],
    "heads that two share": [
        ("Is a basket pass-by-reference or pass-by-value?", "Is a basket pass by value or by reference?"),
        ("What is raised and sunken planting?", "What is the difference between raised planting and sunken planting?"),
        ("What are checked crates and how do they differ from unchecked ones?", "Checked crates vs unchecked crates"),
    ],
    "code said in plain words": [
        ("What does a PLANTTYPE do?", "What is the purpose of `<!PLANTTYPE>`?"),
        ("What is the difference between `soil: none` and `weed: hidden`?", "How does weed hidden differ from soil none?"),
        ("What is the difference between `publish` and `expose` in Docker?", "`-p` vs `EXPOSE` in Docker"),
    ],
    "what makes and what is made": [
        ("What is an irrigation controller?", "What is irrigation control?"),
    ],
}  # fmt: skip
DIFFERENT = [
    ("What is Selenium?", "What is Selenium WebDriver?"),
    ("What is HTML?", "What is HTML5?"),
    ("How do you copy a seed into a crate?", "How do you copy a seed from a crate?"),
    ("How is a crate class created?", "How is a crate class instantiated?"),
    ("How do you handle web-based seeds?", "How do you handle cloud-based seeds?"),
    (
        "What is the difference between the virtual DOM and the real DOM?",
        "What is the difference between the shadow DOM and the virtual DOM?",
    ),
    (
        "Can you run multiple jobs inside a single crate?",
        "Can you run multiple crates from a single seed?",
    ),
    (
        "What is the difference between a threat and a risk?",
        "What is the difference between a threat and a flaw?",
    ),
    ("What is a state in React?", "What are statistics?"),
    ("What is `-v` in Docker?", "What is `-p` in Docker?"),
    ("How do you create and use a map in Rust?", "How do you create and use a queue in Rust?"),
    ("What does `Object.seal()` do?", "What is a sealed class in C#?"),
    ("What is the state pattern?", "What is state?"),
    ("What is the iterator pattern?", "What is an iterator?"),
    ("What is an IAM role?", "What is IAM?"),
    ("How do you read a file in C?", "How do you read a file in Python?"),
    ("What is a cache?", "What is a response cache?"),
    ("What is Docker?", "What is a Docker container?"),
    ("What is React?", "What are React components?"),
    ("What is a class?", "What is an object?"),
    ("How do you remove duplicates from an array?", "How do you remove duplicates from a linked list?"),
    (
        "What is the difference between a job and a task?",
        "What is the difference between a task and a process?",
    ),
    ("How do you remove the last row of a table?", "How do you remove the last character of a string?"),
    ("How do you sign in a user?", "How do you sign out a user?"),
    (
        "What is the difference between static and dynamic typing?",
        "Difference between static and dynamic binding",
    ),
    ("What is client-side seed discovery?", "What is server-side seed discovery?"),
    ("What are the assumptions of crop rotation?", "What is crop rotation?"),
    ("What is a vine?", "What is a vine tag?"),
    ("When does pruning happen?", "When does pruning NOT happen?"),
    ("How do you force push a branch?", "How do you push a branch?"),
    (
        "What is the difference between `sow` and `reap`?",
        "What is the difference between `sow`, `reap` and `mow`?",
    ),
    ("What is a storage class?", "What is a storage account?"),
    ("How do you restrict a view to admins?", "How do you restrict a view to editors?"),
    ("What is a string in Python?", "What is string formatting in Python?"),
]


@pytest.mark.parametrize(
    ("kind", "one", "other"), [(kind, *pair) for kind, pairs in SAME.items() for pair in pairs]
)
def test_the_same_question(kind, one, other):
    assert similarity(one, other).same, (kind, similarity(one, other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_look_alikes(one, other):
    assert not similarity(one, other).same, similarity(one, other)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("What is session affinity (sticky routing)?", "What is sticky routing?"),
        ("What is the Elastic Widget Queue (EWQ) for?", "What is the EWQ for?"),
        ("What is a monad, aka a workflow builder?", "What is a workflow builder?"),
        ("What is scope (JavaScript)?", None),  # where, not what
        ("What is a lock (optional)?", None),
        ("Compare a lock (mutex) and a gate (latch).", None),  # one name would not stand for both
        ("What is (a lock)?", None),
        ("What is a lock?", None),
    ],
)
def test_second_names(title, other):
    assert renamed(title) == other
