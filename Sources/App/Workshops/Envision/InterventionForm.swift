import Domain
import Markup
import Web

/// The fields of an intervention beside its texts, for a new one and for one that is changed. The names carry no prefix; the ids do.
struct InterventionFieldsForm {
    let prefix: String
    let names: DirectoryNames
    /// The blocking aspects of the issue, to choose from.
    let blockers: [BlockerRecord]
    /// A group says where; a country's sheet gives its own.
    let asksCountry: Bool
    /// That can be chosen, beside the one that stands: of those who take part.
    var countries: Set<String> = []
    /// While the private vote is open the two figures are not typed.
    var isVoteOpen = false
    var details = InterventionDetails()
    var errors: [String: Message] = [:]

    var told: FieldErrors { FieldErrors(prefix: prefix, errors) }

    var html: HTML {
        """
        <div class="row">\(lead)\(select("element", L("What it changes"), InterventionElement.allCases.map { ($0.rawValue, $0.label) }, details.element.rawValue))\
        \(select("horizon", L("By when"), InterventionHorizon.allCases.map { ($0.rawValue, $0.label) }, details.horizon.rawValue))</div>\
        <div class="row">\(isVoteOpen ? fixed : figures)\(asksCountry ? country : .empty)</div>\
        \(sectors)\(aspects)
        """
    }

    private var lead: HTML {
        """
        <div class="field"><label for="\(prefix)lead">\(L("Who leads"))</label>\
        <input id="\(prefix)lead" name="lead" dir="auto" maxlength="\(InterventionOperations.leadLimit)" value="\(details.lead)"\(told.marks("lead"))>\(told.error("lead"))</div>
        """
    }

    private var figures: HTML {
        """
        \(figure("difficulty", L("Difficulty"), details.difficulty, low: L("1 easy"), high: L("5 very hard")))\
        \(figure("impact", L("Impact"), details.impact, low: L("1 small"), high: L("5 very large")))
        """
    }

    /// So that saving the other fields leaves them.
    private var fixed: HTML {
        """
        <input type="hidden" name="difficulty" value="\(details.difficulty.map(String.init) ?? "")">\
        <input type="hidden" name="impact" value="\(details.impact.map(String.init) ?? "")">
        """
    }

    private func figure(_ name: String, _ label: Message, _ value: Int?, low: Message, high: Message) -> HTML {
        let options = ImpactMatrix.scale.map { number in
            (String(number), number == 1 ? low : number == 5 ? high : .verbatim(String(number)))
        }
        return select(name, label, [("", L("not stated"))] + options, value.map(String.init) ?? "")
    }

    private var country: HTML {
        select(
            "country", L("In which country"),
            [("", L("in all, or undecided"))]
                + names.allCountries.filter { countries.contains($0.code) || $0.code == details.country }.map {
                    ($0.code, .verbatim($0.name))
                },
            details.country ?? "")
    }

    private var sectors: HTML {
        """
        <fieldset class="options across"><legend>\(L("Sectors involved"))</legend>\(names.sectors.html { sector in
            """
            <label><input type="checkbox" name="sectors" value="\(sector.code)"\("checked", when: details.sectors.contains(sector.code))> \(sector.html)</label>
            """
        })\(told.error("sectors"))</fieldset>
        """
    }

    private var aspects: HTML {
        guard !blockers.isEmpty else {
            return "<p class=\"hint\">\(L("The analysis found nothing that blocks this issue."))</p>"
        }
        return """
            <fieldset class="options"><legend>\(L("Which blocking aspects it removes"))</legend>\(blockers.html { blocker in
                """
                <label><input type="checkbox" name="aspects" value="\(blocker.id)"\("checked", when: details.aspects.contains(blocker.id))> \
                <span><bdi lang="\(blocker.language)">\(blocker.text)</bdi> <span class="muted small">\(L("Group \(blocker.groupNumber), weight \(blocker.weight)"))</span></span></label>
                """
            })\(told.error("aspects"))</fieldset>
            """
    }

    private func select(_ name: String, _ label: Message, _ options: [(String, Message)], _ chosen: String) -> HTML {
        """
        <div class="field"><label for="\(prefix)\(name)">\(label)</label><select id="\(prefix)\(name)" name="\(name)"\(told.marks(name))>\
        \(options.html { "<option value=\"\($0.0)\"\("selected", when: $0.0 == chosen)>\($0.1)</option>" })</select>\(told.error(name))</div>
        """
    }
}

extension InterventionDetails {
    /// As a form sends them.
    /// - Throws: ``Refusal`` for what no field of ours can send.
    init(form: FormValues) throws {
        var errors: [String: Message] = [:]
        func choice<Choice: RawRepresentable<String>>(_ field: String, _ fallback: Choice) -> Choice {
            let text = form.text(field)
            guard !text.isEmpty else { return fallback }
            guard let value = Choice(rawValue: text) else {
                errors[field] = L("Choose one from the list.")
                return fallback
            }
            return value
        }
        func figure(_ field: String) -> Int? {
            let text = form.text(field)
            guard !text.isEmpty else { return nil }
            guard let value = WholeText.read(text, in: ImpactMatrix.scale) else {
                errors[field] = L("Enter a number from 1 to 5.")
                return nil
            }
            return value
        }
        let country = form.text("country")
        self.init(
            lead: form.text("lead"), element: choice("element", .planning), difficulty: figure("difficulty"),
            impact: figure("impact"), horizon: choice("horizon", .medium), sectors: form.all("sectors"),
            aspects: try form.ids("aspects"), country: country.isEmpty ? nil : country)
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
    }
}
