"""Keys and tokens that say by their form what they are: a row a provider, with letters one of which must be there."""

from __future__ import annotations

W = r"[A-Za-z0-9_\-]"
A = "[A-Za-z0-9]"
H = "[a-f0-9]"

# kind, what a person is told, pattern, hints
FORMATS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("github-token", "a GitHub token", rf"\b(?:gh[pousr]_{A}{{30,255}}|github_pat_\w{{22,255}})", ("gh", "github_pat")),
    ("gitlab-token", "a GitLab token", r"\b(?:gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|oas|imt|ffct)-[\w.\-]{20,320}|GR1348941[\w\-]{20})", ("gl", "gr1348941")),
    ("bitbucket-token", "a token of Atlassian", rf"\b(?:ATATT3|ATCTT3|ATBB){W}{{24,400}}(?:=[A-F0-9]{{8}})?", ("atatt3", "atctt3", "atbb")),
    ("aws-key", "an AWS access key", r"\b(?:AKIA|ASIA|AROA|ABIA|ACCA)[A-Z0-9]{16}\b|\bABSK[A-Za-z0-9+/]{100,280}={0,2}", ("akia", "asia", "aroa", "abia", "acca", "absk")),
    ("google-key", "a Google API key", rf"\bAIza{W}{{35}}", ("aiza",)),
    ("google-token", "a Google token", rf"\b(?:ya29\.{W}{{20,1000}}|GOCSPX-{W}{{20,64}}|1//0{W}{{30,200}})", ("ya29", "gocspx", "1//0")),
    ("azure-secret", "a secret of Azure", r"(?<![\w~.\-])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.\-]{31,34}", ("q~",)),
    ("slack-token", "a Slack token", r"\b(?:xox[abeoprsdc](?:\.xox[bp])?-[A-Za-z0-9\-]{10,255}|xapp-\d-[A-Za-z0-9\-]{10,255}|xwfp-[A-Za-z0-9\-]{10,255})", ("xox", "xapp", "xwfp")),
    ("webhook", "the address of a webhook", r"https://(?:hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)|(?:ptb\.|canary\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks|[\w\-]{1,60}\.webhook\.office\.com/webhookb2|hooks\.zapier\.com/hooks/catch|chat\.googleapis\.com/v1/spaces)/[A-Za-z0-9_/\-@?=&%.]{16,500}", ("hook", "chat.googleapis")),
    ("stripe-key", "a Stripe key", rf"\b(?:[rs]k_(?:live|test|prod)_{A}{{16,255}}|whsec_[A-Za-z0-9+/=]{{24,128}})", ("k_", "whsec")),
    ("ai-key", "a key of an AI service", rf"\b(?:sk-(?:ant-|proj-|svcacct-|admin-|or-v1-|lf-)?{W}{{20,255}}|gsk_{A}{{40,64}}|r8_{A}{{30,45}}|xai-{A}{{60,90}}|pplx-{A}{{40,64}}|lsv2_(?:pt|sk)_[a-z0-9_]{{30,60}}|hf_{A}{{30,64}}|api_org_[A-Za-z]{{34}}|AIzaSy{W}{{33}}|fw_{A}{{22,30}}|nvapi-{W}{{60,70}})", ("sk-", "gsk_", "r8_", "xai-", "pplx-", "lsv2_", "hf_", "api_org_", "fw_", "nvapi-")),
    ("package-token", "a token of a package registry", rf"\b(?:npm_{A}{{36}}\b|pypi-{W}{{16,255}}|rubygems_{H}{{48}}|oy2[a-z0-9]{{43}}\b|CLOJARS_[a-z0-9]{{60}}|cio{A}{{32}}\b|dckr_(?:pat|oat)_{W}{{20,64}}|AKCp{A}{{60,75}}|cmVmd{A}{{59}}\b)", ("npm_", "pypi-", "rubygems_", "oy2", "clojars_", "cio", "dckr", "akcp", "cmvmd")),
    ("cloud-token", "a token of a cloud provider", rf"\b(?:do[opr]_v1_{H}{{64}}|HRKU-{W}{{36,70}}|LTAI{A}{{12,24}}\b|dapi{H}{{32}}(?:-\d)?|nfp_{A}{{36,44}}|fo1_{W}{{43}}|fm[12][ar]?_[A-Za-z0-9+/]{{60,2000}}={{0,3}}|v1\.0-{H}{{24}}-{H}{{100,160}}|tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9\-]{{12,80}}|pul-{H}{{40}}|sbp_{H}{{40}}|sb_secret_{W}{{20,50}}|pscale_(?:tkn|pw|oauth)_[\w\-.]{{30,64}}|dt0[a-z]\d\d\.[A-Z0-9]{{24}}\.[A-Z0-9]{{64}}|AQVN{W}{{35,40}}|t1\.[A-Z0-9a-z_\-]{{80,300}}={{0,2}}|sha256~{W}{{43}}|ops_eyJ[A-Za-z0-9+/]{{200,2000}}={{0,3}}|A3-[A-Z0-9]{{6}}-[A-Z0-9]{{6}}-?[A-Z0-9]{{5}}(?:-[A-Z0-9]{{5}}){{3}}|dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9.\-_]{{40,80}}|hv[sbr]\.{W}{{24,300}}|[a-zA-Z0-9]{{14}}\.atlasv1\.[\w\-=]{{60,70}})", ("_v1_", "hrku-", "ltai", "dapi", "nfp_", "fo1_", "fm1", "fm2_", "v1.0-", "tskey-", "pul-", "sbp_", "sb_secret", "pscale_", "dt0", "aqvn", "t1.", "sha256~", "ops_eyj", "a3-", "dp.", "hvs.", "hvb.", "hvr.", "atlasv1")),
    ("shop-token", "a token of a shop or payment service", rf"\b(?:shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{{32}}|sq0(?:atp|csp|idp)-{W}{{22,60}}|EAAA[A-Za-z0-9_\-]{{56,64}}\b|shippo_(?:live|test)_{H}{{40}}|FLWSECK(?:_TEST)?-[a-zA-Z0-9\-]{{12,50}}|access_token\$(?:production|sandbox)\$[a-z0-9]{{16}}\${H}{{32}}|(?:live|test)_{A}{{30,40}}\b|rzp_(?:live|test)_{A}{{14,24}}|EZ[AT]K{A}{{54}}|duffel_(?:live|test)_{W}{{43}})", ("shp", "sq0", "eaaa", "flwseck", "access_token$", "live_", "test_", "ezak", "eztk")),
    ("mail-key", "a key of a mail service", rf"\b(?:SG\.{W}{{16,64}}\.{W}{{16,64}}|key-{H}{{32}}\b|xkeysib-{H}{{64}}(?:-{A}{{16}})?|{H}{{32}}-us\d{{1,2}}\b|{H}{{32}}-{H}{{8}}-{H}{{8}}\b|re_{A}{{6,10}}_{A}{{20,30}}|mlsn\.{H}{{64}})", ("sg.", "key-", "xkeysib", "-us", "-", "re_", "mlsn")),
    ("bot-token", "a token of a bot", rf"\b\d{{8,10}}:AA{W}{{30,40}}|\b[MNO]{W}{{23,27}}\.{W}{{6}}\.{W}{{27,40}}", (":aa", ".")),
    ("twilio-key", "a Twilio key", rf"\bSK{H}{{32}}\b", ("sk",)),
    ("service-token", "a token of a service", rf"\b(?:lin_(?:api|oauth)_{A}{{32,64}}|ntn_{A}{{40,50}}|secret_{A}{{43}}\b|figd_{W}{{40,50}}|PMAK-{H}{{24}}-{H}{{34}}|sntry[su]_[A-Za-z0-9+/=_]{{40,400}}|NRAK-[A-Z0-9]{{27}}|NRJS-{H}{{19}}|glsa_{A}{{32}}_{H}{{8}}|glc_[A-Za-z0-9+/]{{32,400}}={{0,3}}|sq[pua]_{H}{{40}}|sgp_[a-zA-Z0-9_]{{40,70}}|rdme_[a-z0-9]{{70}}|bk(?:ua|ta)_{H}{{40}}|CCI(?:PAT|PRJ)_{A}{{22}}_{H}{{40}}|CFPAT-{W}{{43}}|tfp_[A-Za-z0-9\-_.=]{{59}}|pat{A}{{14}}\.{H}{{64}}|ph[xs]_{A}{{32,60}}|API-[A-Z0-9]{{26}}\b|EAA[MC]{A}{{100,250}}|p8e-[a-z0-9]{{32}}|[sp]k\.eyJ{W}{{50,120}}\.{W}{{20,30}}|ico-{A}{{32}}\b|fio-u-{W}{{64}}|pnu_{A}{{36}}|AGE-SECRET-KEY-1[A-Z0-9]{{50,60}}|eyJrIjoi{A}{{60,400}}={{0,3}}|sl\.{W}{{120,160}}|zpka_{W}{{30,60}}|tk-us-{W}{{48}}|(?:pat|sat)\.{W}{{22}}\.{A}{{24}}\.{A}{{20}})", ("lin_", "ntn_", "secret_", "figd_", "pmak-", "sntry", "nrak-", "nrjs-", "glsa_", "glc_", "sqp_", "squ_", "sqa_", "sgp_", "rdme_", "bkua_", "bkta_", "cci", "cfpat-", "tfp_", "pat", "phx_", "phs_", "api-", "eaa", "p8e-", "k.eyj", "ico-", "fio-u-", "pnu_", "age-secret", "eyjrijoi", "sl.", "zpka_", "tk-us-", "sat.")),
    ("signed-token", "a signed token (JWT)", rf"\beyJ{W}{{8,4000}}\.eyJ{W}{{8,8000}}(?:\.{W}{{0,2000}})?|\beyJ{W}{{30,4000}}\.{W}{{0,600}}\.{W}{{16,600}}\.{W}{{16,8000}}\.{W}{{16,100}}", ("eyj",)),
    ("private-key", "a private key", r"\bLS0tLS1CRUdJTiB(?:QUkl|SU0Eg|FQy|PUEVOU1NI|FTkNSWVBURU|EU0Eg|QR1AgUFJJ)[A-Za-z0-9+/=]{16,20000}", ("ls0tls1crudjtib",)),
)  # fmt: skip
