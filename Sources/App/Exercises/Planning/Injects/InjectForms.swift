import Domain
import Storage
import Web

/// Forms of injects, read into what operations take.
extension InjectDraft {
    /// The form of the whole inject.
    init(_ form: FormValues) throws {
        fields = try InjectFields(form)
        time = form.text("time")
        move = form.text("move").isEmpty ? nil : ExerciseMove.ID(form.text("move"))
        storyline = form.text("storyline").isEmpty ? nil : Storyline.ID(form.text("storyline"))
        actor = form.text("actor").isEmpty ? nil : Actor.ID(form.text("actor"))
        controller = form.text("controller").isEmpty ? nil : ExerciseSeat.ID(form.text("controller"))
        showsObservers = form.isOn("shows-observers")
        recipients = form.all("recipients").compactMap { InjectRecord.Recipient(code: $0) }
        tasks = form.all("tasks").compactMap { CriticalTask.ID($0) }
    }

    /// What such a form begins with.
    var stored: [(String, String)] {
        var values = FieldForm.stored(fields)
        values += [
            ("time", time == InjectTime.hand.text ? "" : time), ("move", move?.description ?? ""),
            ("storyline", storyline?.description ?? ""), ("actor", actor?.description ?? ""),
            ("controller", controller?.description ?? ""), ("shows-observers", showsObservers ? "1" : ""),
        ]
        values += recipients.map { ("recipients", $0.code) }
        values += tasks.map { ("tasks", $0.description) }
        return values
    }
}

extension InjectPointDraft {
    /// As many rows of options as a form shows.
    static let rows = optionCounts.upperBound

    init(_ form: FormValues, languages: [String]) throws {
        var check = FieldCheck()
        func texts(_ name: String) -> LocalTexts {
            LocalTexts(Dictionary(languages.map { ($0, form.text("\(name)-\($0)")) }) { first, _ in first })
        }
        question = texts("question")
        deadline = Self.minutes(form.text("deadline"), "deadline", &check)
        consent = form.all("consent")
        allowsOther = form.isOn("allows-other")
        options = (0..<Self.rows).compactMap { index in
            let words = texts("option-\(index)")
            let code = form.text("code-\(index)")
            return words.isEmpty && code.isEmpty ? nil : Option(code.isEmpty ? Self.letter(index) : code, words)
        }
        incompatible = form.all("pair").compactMap { pair in
            let codes = pair.split(separator: ":").map(String.init)
            return codes.count == 2 ? Pair(codes[0], codes[1]) : nil
        }
        // A pair goes with its option.
        let codes = Set(options.map { FieldCheck.line($0.code).lowercased() })
        incompatible = incompatible.filter { codes.contains($0.one) && codes.contains($0.other) }
        try check.finish()
    }

    static func minutes(_ text: String, _ field: String, _ check: inout FieldCheck) -> Int64? {
        guard !text.isEmpty else { return nil }
        guard let number = WholeText.read(text, in: 0...60_000) else {
            check.fail(field, WholeText.words(0...60_000))
            return nil
        }
        return Int64(number) * EpochTime.minute
    }

    func stored(languages: [String]) -> [(String, String)] {
        var values: [(String, String)] = languages.map { ("question-\($0)", question.byLanguage[$0] ?? "") }
        values.append(("deadline", deadline.map { "\($0 / EpochTime.minute)" } ?? ""))
        values += consent.map { ("consent", $0) }
        if allowsOther { values.append(("allows-other", "1")) }
        for (index, option) in options.enumerated() {
            values.append(("code-\(index)", option.code))
            values += languages.map { ("option-\(index)-\($0)", option.text.byLanguage[$0] ?? "") }
        }
        return values + incompatible.map { ("pair", "\($0.one):\($0.other)") }
    }
}

extension InjectRuleDraft {
    /// As many conditions as a form shows: three, and one more than there are, so that none is lost when it is saved.
    static func rows(_ values: FormValues) -> Int {
        let last = (0..<mostConditions).last { !values.text("event-\($0)").isEmpty }
        return min(mostConditions, max(3, (last ?? 0) + 2))
    }

    init(_ form: FormValues, _ plan: ExercisePlan) throws {
        var check = FieldCheck()
        guard let scope = RuleScope(rawValue: form.text("scope")), let match = RuleMatch(rawValue: form.text("match")),
            let effect = RuleEffect(rawValue: form.text("effect"))
        else { throw Refusal.malformedForm }
        (self.scope, self.match, self.effect) = (scope, match, effect)
        count = WholeText.read(form.text("count"), in: 1...1_000)
        delay = InjectPointDraft.minutes(form.text("delay"), "delay", &check) ?? 0
        for index in 0..<Self.mostConditions {
            guard let event = RuleEvent(rawValue: form.text("event-\(index)")) else { continue }
            let chosen = form.text("subject-\(index)")
            let after = InjectPointDraft.minutes(form.text("after-\(index)"), "conditions", &check)
            // A form names injects; a rule names their decision.
            let point = plan.points.first { $0.inject.description == chosen }?.id.description
            let subject = event.subjectKind == .point ? point ?? chosen : event.subjectKind == .word ? "" : chosen
            let value = form.text("value-\(index)")
            conditions.append(
                Condition(event: event, subject: subject, value: value, after: event.isAbsence ? after : nil))
        }
        try check.finish()
    }

    func stored(_ plan: ExercisePlan) -> [(String, String)] {
        var values: [(String, String)] = [
            ("scope", scope.rawValue), ("match", match.rawValue), ("effect", effect.rawValue),
            ("count", count.map { "\($0)" } ?? ""), ("delay", delay == 0 ? "" : "\(delay / EpochTime.minute)"),
        ]
        for (index, one) in conditions.enumerated() {
            let inject = plan.points.first { $0.id.description == one.subject }?.inject.description
            values += [
                ("event-\(index)", one.event.rawValue), ("subject-\(index)", inject ?? one.subject),
                ("value-\(index)", one.value), ("after-\(index)", one.after.map { "\($0 / EpochTime.minute)" } ?? ""),
            ]
        }
        return values
    }
}
