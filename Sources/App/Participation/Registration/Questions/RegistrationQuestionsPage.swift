import Domain
import Markup
import Storage
import Web

/// The organiser's own questions to those who register, and the file of what they answered.
struct RegistrationQuestionsPage {
    private let frame: EventFrame
    private let rule: RegistrationRule
    private let questionnaire: Questionnaire
    private let answered: Int
    private let editing: String?
    private let hasPeople: Bool
    private let state: FormState

    init(_ frame: EventFrame, editing: String?, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        rule = try RegistrationStore(reading).requireRule(of: frame.event.id)
        let store = RegistrationQuestionStore(reading)
        let asked = try store.questionnaire(of: frame.event.id)
        questionnaire = asked
        answered = try store.answers(in: frame.event.id).count
        hasPeople = try RegistrationPages.hasPeople(frame.event.id, reading)
        self.editing = editing.flatMap { asked.question($0)?.code }
    }

    var answer: Answer {
        let event = frame.event.id
        let path = RegistrationPaths.questions(event)
        let editor = QuestionnaireEditorSection(
            questionnaire: questionnaire, languages: rule.formLanguages, path: path, page: path, editing: editing,
            state: state)
        return frame.registration(
            "questions", L("Questions of your own"), path: path,
            """
            <p class="lede">\(L("Who registers by themselves answers them with the form; who was named or invited, when they say that they come. Ask only for what you need: the answers are erased with the names of the event."))</p>\
            \(state.errors.isEmpty ? .empty : state.error("order"))\(answers)\(editor.html)
            """, hasPeople: hasPeople, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var answers: HTML {
        guard answered > 0 else { return .empty }
        return """
            <p class="actions"><span class="muted">\(L(answered, one: "\(answered) person has answered.", other: "\(answered) people have answered."))</span>\
            <span class="end actions">\(TableFormat.allCases.html { format in
                """
                <a class="button plain" href="\(RegistrationPaths.answersExport(frame.event.id, format.rawValue))" download>\
                \(Icon.svg("download")) \(format.label)</a>
                """
            })</span></p>
            """
    }
}

/// The questions with what was answered, as part of a form; nothing where nothing is asked.
struct RegistrationQuestionsSection {
    let questionnaire: Questionnaire
    let languages: [String]
    let answers: Questionnaire.Answers
    /// As it was sent, where something was wrong with it.
    let state: FormState

    init(
        _ event: Event.ID, _ rule: RegistrationRule?, of id: Registration.ID?, _ state: FormState,
        _ reading: any Reading
    )
        throws
    {
        let store = RegistrationQuestionStore(reading)
        questionnaire = try store.questionnaire(of: event)
        languages = rule?.formLanguages ?? []
        answers = try id.map { try store.answers(of: $0) } ?? [:]
        self.state = state
    }

    var isEmpty: Bool { questionnaire.questions.isEmpty }
    /// How many are asked of them and must be answered still.
    var open: Int { questionnaire.asked(answers).count { $0.isRequired && answers[$0.code] == nil } }

    private var section: QuestionnaireSection {
        let sent = GivenAnswers(state.values).values
        let errors = questionnaire.questions.compactMap { question in
            state.errors[QuestionnaireSection.name(question.code)].map { (question.code, $0) }
        }
        return QuestionnaireSection(
            questionnaire: questionnaire, languages: languages,
            answers: state.values.fields.isEmpty || sent.isEmpty && errors.isEmpty ? answers : sent,
            errors: Dictionary(errors) { first, _ in first })
    }

    var summary: HTML { section.summary }
    var fields: HTML { section.html }

    /// For whoever runs the event: each question with its answer.
    var told: HTML {
        let shown = questionnaire.questions.filter { answers[$0.code] != nil }
        guard !shown.isEmpty else { return .empty }
        return """
            <dl class="facts">\(shown.html { question in
                let words = question.words.text(in: Language.current.rawValue, else: languages)
                return """
                    <dt lang="\(words?.language ?? "")" dir="auto">\(words?.text ?? question.code)</dt>\
                    <dd class="lines-kept" dir="auto">\(QuestionnaireSection.text(question, answers[question.code] ?? [], languages))</dd>
                    """
            })</dl>
            """
    }
}
