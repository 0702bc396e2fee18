import Domain
import Storage
import Web

/// What all cells of Nordgate are asked at one moment, three times, and what each says it sees.
enum NordgateProbes {
    private struct Question {
        let minute: Int64
        let words: [String: (text: String, options: [String])]
        let truth: String
        /// Of the cells A to F; a dash where a cell says nothing.
        let told: String
    }

    private static let questions = [
        Question(
            minute: 35,
            words: [
                "en": ("What is known of the cause?", ["It has a name", "Nothing: it is unknown", "There is none"]),
                "fr": ("Que sait-on de la cause ?", ["Elle a un nom", "Rien : elle est inconnue", "Il n’y en a pas"]),
                "ru": ("Что известно о причине?", ["Она названа", "Ничего: она неизвестна", "Её нет"]),
            ], truth: "b", told: "bbbbab"),
        Question(
            minute: 80,
            words: [
                "en": (
                    "How many places are affected?",
                    ["Two, without a known link", "Two that belong together", "One"]
                ),
                "fr": (
                    "Combien de lieux sont touchés ?", ["Deux, sans lien connu", "Deux qui vont ensemble", "Un seul"]
                ),
                "ru": ("Сколько мест затронуто?", ["Два, связь неизвестна", "Два связанных", "Одно"]),
            ], truth: "a", told: "aabaab"),
        Question(
            minute: 80,
            words: [
                "en": (
                    "Who speaks to the public about the station?",
                    ["Each capital by itself", "The festival", "Aldoria, agreed with its neighbours"]
                ),
                "fr": (
                    "Qui parle de la gare au public ?",
                    ["Chaque capitale seule", "Le festival", "L’Aldorie, en accord avec ses voisins"]
                ),
                "ru": (
                    "Кто говорит о вокзале с населением?",
                    ["Каждая столица сама", "Фестиваль", "Алдория, по согласованию с соседями"]
                ),
            ], truth: "c", told: "ccccca"),
        Question(
            minute: 125,
            words: [
                "en": ("What has become of the hall?", ["It is cleared", "It is still shut", "Nobody knows"]),
                "fr": ("Qu’en est-il du hall ?", ["Il est rouvert", "Il reste fermé", "Personne ne le sait"]),
                "ru": ("Что с залом?", ["Он открыт", "Он ещё закрыт", "Никто не знает"]),
            ], truth: "a", told: "aaa-ab"),
    ]

    static func plan(_ work: Work, _ made: inout NordgateMade) throws {
        let play = try PlayWork(made.event, work)
        for minute in Nordgate.probes {
            var draft = ProbeDraft()
            (draft.title, draft.planned) = ("Do we see the same?", minute * EpochTime.minute)
            draft.questions = questions.filter { $0.minute == minute }.map { question in
                let count = question.words["en"]?.options.count ?? 0
                return ProbeDraft.Question(
                    text: LocalTexts(question.words.mapValues(\.text)),
                    options: (0..<count).map { place in LocalTexts(question.words.mapValues { $0.options[place] }) },
                    truth: question.truth)
            }
            made.probes[minute] = try ProbeOperations.createIn(play, draft)
        }
    }

    /// The codes of the options, in the order of the probe's questions; empty where the cell says nothing.
    static func answers(of cell: String, at minute: Int64) -> [String] {
        guard let place = Nordgate.cells.firstIndex(where: { $0.code == cell }) else { return [] }
        return questions.filter { $0.minute == minute }.map { question in
            let told = String(Array(question.told)[place])
            return told == "-" ? "" : told
        }
    }
}
