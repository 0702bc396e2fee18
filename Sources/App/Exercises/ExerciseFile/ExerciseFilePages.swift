import Domain
import Markup
import Web

/// A file is chosen, and what is wrong with it is told by its paths.
struct ExerciseFileForm {
    let path: String
    let state: FormState
    let button: Message
    var hint: Message = L("An exercise file (JSON), up to 10 MB.")
    var accept = ".json"
    var more: HTML = .empty

    var html: HTML {
        let error = state.errors["file"]
        return """
            <form class="form" id="import" method="post" action="\(path)" enctype="multipart/form-data">\(faults)\
            <div class="field"><label for="file">\(L("File"))</label><p class="hint" id="file-hint">\(hint)</p>\
            <input type="file" id="file" name="file" accept="\(accept)" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\
            \(error.map { "<p class=\"error\" id=\"file-error\">\($0)</p>" } ?? .empty)</div>\(more)\
            <div class="actions"><button class="primary">\(button)</button></div></form>
            """
    }

    private var faults: HTML {
        guard !state.errors.isEmpty else { return .empty }
        let all = state.errors.sorted { $0.key < $1.key }
        return """
            <div class="notice bad" role="alert" tabindex="-1"><p><b>\(L("Nothing was stored."))</b></p><ul>\
            \(all.html { "<li>\($0.key == "file" ? .empty : "<code dir=\"ltr\">\($0.key)</code> " as HTML)\($0.value)</li>" })</ul></div>
            """
    }
}

struct ExerciseFilePage {
    let frame: ExerciseFrame
    /// Whether a file can be taken in now, by whoever looks.
    let isOpen: Bool
    let state: FormState

    var answer: Answer {
        let event = frame.event
        let path = ExerciseFilePaths.file(event)
        let hasRun = !frame.exercise.state.isPlanned && frame.exercise.state != .cancelled
        return frame.answer(
            ExerciseFileFacts.tab, L("Exercise file"), path: path,
            """
            <div class="head"><h1>\(L("Exercise file"))</h1>\
            <p class="lede">\(L("The whole plan as one file, without names: another server can take it in."))</p></div>\
            <div class="actions"><a class="button" href="\(ExerciseFilePaths.download(event))" download>\(Icon.svg("download")) \(L("The plan"))</a>\
            \(hasRun ? "<a class=\"button\" href=\"\(ExerciseFilePaths.run(event))\" download>\(Icon.svg("download")) \(L("The plan and what was played"))</a>" as HTML : .empty)</div>\
            <section><h2>\(L("Take a plan in"))</h2>\
            \(isOpen || !state.errors.isEmpty ? ExerciseFileForm(path: path, state: state, button: L("Take a plan in")).html : "<p class=\"muted\">\(L("A file fills an exercise that is empty."))</p>" as HTML)</section>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

struct ScenarioFilePage {
    let frame: ProgrammeFrame
    let state: FormState

    var answer: Answer {
        let path = ExerciseFilePaths.scenarioImport(frame.id)
        return frame.page(
            L("Scenario from a file"), path: path, tab: ExerciseFacts.scenariosTab,
            between: [.init(L("Scenarios"), ExercisePlanPaths.scenarios(frame.id))], styles: ["tables", "exercise"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            \(ExerciseMark.bar())<div class="head"><h1>\(L("Scenario from a file"))</h1></div>\
            \(ExerciseFileForm(path: path, state: state, button: L("Take a plan in")).html)
            """)
    }
}

struct ExerciseAlertPage {
    let frame: ExerciseFrame
    let state: FormState

    var answer: Answer {
        let path = ExerciseFilePaths.alertImport(frame.event)
        let adopt: HTML = """
            <div class="field"><label><input type="checkbox" id="adopt" name="adopt" value="1"\("checked", when: state.values.isOn("adopt"))> \
            \(L("Take the text of a real alert as text of the exercise, under a new identifier"))</label></div>
            """
        return frame.answer(
            "msel", L("Inject from an alert"), path: path,
            between: [.init(L("Injects"), InjectPaths.msel(frame.event))],
            """
            <div class="head"><h1>\(L("Inject from an alert"))</h1>\
            <p class="lede">\(L("It becomes a draft. Whom it names must be cleared before it is approved."))</p></div>\
            \(ExerciseFileForm(path: path, state: state, button: L("Read the file"), hint: L("CAP 1.2 (XML), smaller than 5 MB."), accept: ".xml,.cap", more: adopt).html)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
