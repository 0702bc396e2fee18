import Domain
import Markup
import Web

/// “Only of”: one of what has codes, or what is written by hand.
struct QuotaChoiceField {
    let groups: [QuotaChoice.Group]
    let form: FormState

    private var typed: String { form.values["value"] ?? "" }

    /// What stands in the list, and what beside it.
    private var chosen: QuotaChoice? {
        if let choice = QuotaChoice(typed) { return choice }
        guard let attribute = SeatAttribute(rawValue: form.values["attribute"] ?? "") else { return nil }
        let isOffered = groups.contains { group in
            group.attribute == attribute && group.options.contains { $0.code == typed }
        }
        return isOffered ? QuotaChoice(attribute, typed) : nil
    }

    private var written: String { form.values["several"] ?? (chosen == nil ? typed : "") }

    var html: HTML {
        let chosen = chosen?.value
        let beside = FormState(stored: [("several", written)])
        return """
            <div class="field"><label for="value">\(L("Only of"))</label>\
            <p class="hint" id="value-hint">\(L("Nothing chosen: of each by itself."))</p>\
            <select id="value" name="value" aria-describedby="value-hint"><option value="">\(L("each by itself"))</option>\(groups.html { group in
                """
                <optgroup label="\(group.attribute.label.string())">\(group.options.html { option in
                    let value = QuotaChoice(group.attribute, option.code).value
                    return "<option value=\"\(value)\"\("selected", when: value == chosen)>\(option.label)</option>"
                })</optgroup>
                """
            })</select>\(form.error("value"))</div>\
            <details\("open", when: !written.isEmpty)><summary>\(L("A city, an organisation, a group, or several"))</summary>\
            \(beside.text("several", L("Only of", context: "written by hand"), hint: L("As it stands at the people; for kept seats several countries, separated by semicolons."), maxLength: 1000))</details>
            """
    }
}
