import Web

/// The five topics of the Zagreb workshop, which ship as the default taxonomy, each with a plain question for the room.
enum DefaultTopics {
    static let all: [(title: Message, question: Message)] = [
        (
            L("Surveillance systems, shared threat detection and joint risk assessment"),
            L("What stops our sectors from seeing a threat together, and early?")
        ),
        (
            L("Cross-sectoral emergency planning, including strategic stockpiling, and governance"),
            L("Where do our plans, stocks and lines of command not fit together?")
        ),
        (
            L("Cross-sectoral information sharing and flow in preparedness and response"),
            L("Which information does not reach those who need it in time, and why?")
        ),
        (
            L("Cross-sectoral capacity building, human resources, training and exercise"),
            L("What do our people lack in order to work across sectors?")
        ),
        (
            L("Post-incident joint evaluation, recovery and corrective measures"),
            L("What keeps us from learning together after an incident or an exercise?")
        ),
    ]

    /// In the language of the present task.
    static var fields: [TopicFields] { all.map { TopicFields($0.title.string(), question: $0.question.string()) } }

    /// One title a line; a default title, in any language, brings its question.
    static func read(_ text: String) -> [TopicFields] {
        text.split(whereSeparator: \.isNewline).map { FieldCheck.line($0) }.filter { !$0.isEmpty }.map { title in
            for topic in all {
                for language in Language.allCases where topic.title.string(in: language) == title {
                    return TopicFields(title, question: topic.question.string(in: language))
                }
            }
            return TopicFields(title)
        }
    }
}
