/// Words that hold a sentence together and do not say what it is about: two issues that share only these have nothing in common.
///
/// By language, in the order of the directory's working languages; the last row of each holds the words in which rooms complain
/// ("lack of …"), which every second issue begins with. A word that names something in this work in another of the languages is not
/// here: German *not* is English "not", but Italian *ai* is what everybody calls artificial intelligence.
enum FunctionWords {
    /// Folded as ``IssueWords/fold(_:)`` does.
    static let all: Set<String> = Set(
        byLanguage.values.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { IssueWords.fold(String($0)) })

    static let byLanguage: [String: String] = [
        "en": """
        a an and any are as at be been between both but by can do does each for from had has have how if in into is it its \
        more most need needs needed no not of on only or other our out over same should so some such than that the their \
        them there these they this those to too under up us very was we were what when where which who will with within \
        without would you your \
        lack lacking missing absence
        """,
        "fr": """
        au aux avec ce ces cette dans de des du elle en entre est et il ils la le les leur leurs mais ne ni nos notre nous \
        on ou par pas plus pour qu que qui sa sans se ses son sont sous sur un une vos votre vous \
        manque absence
        """,
        "ru": """
        а без бы в во для до его ее за и из или им их к как ко мы на не нас нет но о об обо она они оно от по под при с со так \
        та также то только у уже что это нам их них него нее вас есть между \
        недостаток отсутствие
        """,
        "ar": """
        في من على الى إلى عن مع بين بعد قبل عند حتى غير بدون دون خلال هذا هذه ذلك تلك التي الذي الذين أن إن لأن لا ما لم لن \
        ليس ليست قد كان كانت هو هي هم أو ثم كل بعض أي كما لكن ولا وفي ومن فيها فيه بها به لها له \
        نقص غياب عدم
        """,
        "de": """
        der die das den dem des ein eine einer eines einem einen und oder aber auch als am an auf aus bei beim bis da damit \
        dass daß denn dies diese dieser dieses diesem diesen doch durch er es für fuer gegen hat haben ich ihr ihre ihrer \
        ihren im ins ist ja jede jeder jedes kann kein keine keiner keinen keinem können koennen mehr mit muss müssen \
        muessen nach nicht noch nur ob ohne sehr sein seine seiner sich sie sind soll sollen sondern sowie über ueber um uns \
        unser unsere unserer unter viel viele vom von vor war was weil wenn wer werden wie wir wird wo zu zum zur zwischen \
        mangel mangelnde mangelnder fehlt fehlen fehlende fehlender fehlendes
        """,
        "es": """
        a al ante con contra como cual cuando de del desde donde e el ella ellos en entre es esa ese eso esta este esto \
        están ha han hasta hay la las le les lo los más me mi muy ni no nos nosotros nuestra nuestro nuestros o para pero por porque \
        que quien se según si sin sobre son su sus también tan tiene tienen todo todos u un una uno unos y ya \
        falta faltan ausencia carencia
        """,
        "it": """
        al alla alle agli allo altri altro anche che chi ci col come con cui da dal dalla dalle dai degli dei del della delle dello di e \
        è fra gli ha hanno i il in la le lo loro ma nei nel nella nelle negli nello noi non nostra nostro o ogni per perché più \
        quale quando quella quelle quelli quello questa queste questi questo se si sono sua sue sui sul sulla sulle suo tra troppo tutti un una uno \
        manca mancano mancanza assenza
        """,
        "pt": """
        a ao aos à às as até com como da das de do dos e é ela ele eles em entre essa esse esta este há isso já lhe mais mas \
        muito na não nas nem no nos nossa nosso o os ou para pela pelas pelo pelos por porque quando que quem são se sem ser \
        seu seus sobre sua suas também tem têm todos um uma umas uns \
        falta faltam ausência carência
        """,
    ]
}
