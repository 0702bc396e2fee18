import Domain
import Storage
import Web

/// Injects, their questions and their rules.
extension ExerciseFileChecks {
    mutating func inject(_ index: Int) throws {
        var one = plan.injects[index]
        let path = "plan.injects[\(index)]"
        var fields = InjectFields()
        (fields.label, fields.title, fields.incident) = (one.label, one.title, one.incident)
        (fields.type, fields.channel, fields.release) =
            (one.type.rawValue, one.channel.rawValue, one.release.rawValue)
        (fields.expected, fields.note) = (one.expected, one.note)
        fields = try take(path, fields.cleaned)
        (one.label, one.title, one.incident) = (fields.label, fields.title, fields.incident)
        (one.expected, one.note) = (fields.expected, fields.note)
        place("\(path).storyline", one.storyline, of: plan.storylines.count)
        place("\(path).actor", one.actor, of: plan.actors.count)
        place("\(path).move", one.move, of: plan.moves.count)
        span("\(path).offset", one.offset)
        moment("\(path).wallAt", one.wallAt)
        if one.anchor == .wall, one.wallAt == nil { fail("\(path).wallAt", L("This is missing.")) }
        recipients(path, one)
        if Set(one.tasks).count < one.tasks.count { fail("\(path).tasks", L("Each stands there once.")) }
        for task in one.tasks.prefix(plan.tasks.count + 1) { place("\(path).tasks", task, of: plan.tasks.count) }
        one.texts = try texts(path, one)
        one.extra = extra(path, one.extra)
        if let point = one.decision { one.decision = decision("\(path).decision", point) }
        if let rule = one.rule { self.rule("\(path).rule", rule, of: index) }
        set(index, one)
    }

    private mutating func recipients(_ path: String, _ one: ExerciseFile.Event) {
        let path = "\(path).recipients"
        if Set(one.recipients).count < one.recipients.count { fail(path, L("Each stands there once.")) }
        if one.recipients.count > Self.mostOfOther { fail(path, L("At most \(Self.mostOfOther) are read.")) }
        for recipient in one.recipients.prefix(Self.mostOfOther) {
            switch recipient.kind {
            case .all, .simcell:
                if recipient.place != nil { fail(path, L("All and the simulation cell have no number.")) }
            case .cell: place(path, recipient.place ?? 0, of: plan.cells.count)
            case .function: place(path, recipient.place ?? 0, of: plan.functions.count)
            }
        }
    }

    private mutating func texts(_ path: String, _ one: ExerciseFile.Event) throws -> [ExerciseFile.Text] {
        var seen: Set<String> = []
        var texts: [ExerciseFile.Text] = []
        for (index, text) in one.texts.prefix(40).enumerated() {
            let path = "\(path).texts[\(index)]"
            if !plan.languages.contains(text.language) {
                fail("\(path).language", L("The plan is not written in this language."))
            } else if !seen.insert(text.language).inserted {
                fail("\(path).language", L("Each stands there once."))
            }
            let fields = try take(path, InjectTextFields(subject: text.subject, body: text.body).cleaned)
            var kept = text
            (kept.subject, kept.body) = (fields.subject, fields.body)
            texts.append(kept)
        }
        if one.texts.count > 40 { fail("\(path).texts", L("Each stands there once.")) }
        return texts
    }

    /// What stood in columns that are not ours.
    private mutating func extra(_ path: String, _ extra: [String: String]) -> [String: String] {
        guard extra.count <= 200 else {
            fail("\(path).extra", L("At most \(200) are read."))
            return [:]
        }
        var kept: [String: String] = [:]
        for (name, value) in extra.sorted(by: { $0.key < $1.key }) {
            let name = check.line("\(path).extra", name, limit: 200, isRequired: true)
            kept[name] = check.lines("\(path).extra", value, limit: 4_000)
        }
        return kept
    }

    // MARK: Questions

    private mutating func decision(_ path: String, _ one: ExerciseFile.Point) -> ExerciseFile.Point {
        var point = one
        if !(1...9_999).contains(one.number) {
            fail("\(path).number", L("Each has a number of its own from 1 to 9,999."))
        }
        point.question = words("\(path).question", one.question, limit: 500)
        span("\(path).deadline", one.deadline, from: EpochTime.minute)
        let codes = Set(plan.functions.map(\.code))
        if !one.consent.allSatisfy(codes.contains) || Set(one.consent).count < one.consent.count {
            fail("\(path).consent", L("Choose one of these."))
        }
        if !one.options.isEmpty, !InjectPointDraft.optionCounts.contains(one.options.count) {
            fail("\(path).options", L("Give two to six options, or none for a free answer."))
        }
        var seen: Set<String> = []
        for (index, option) in one.options.prefix(6).enumerated() {
            let path = "\(path).options[\(index)]"
            let code = check.line("\(path).code", option.code, limit: 20, isRequired: true).lowercased()
            if !seen.insert(code).inserted { fail("\(path).code", L("Two options have the same code.")) }
            point.options[index] = .init(code: code, text: words("\(path).text", option.text, limit: 300))
        }
        var pairs: Set<[String]> = []
        for pair in one.incompatible.prefix(100) {
            guard pair.count == 2, pair[0] < pair[1], pair.allSatisfy(seen.contains), pairs.insert(pair).inserted else {
                fail("\(path).incompatible", L("A pair names an option that there is not."))
                continue
            }
        }
        if one.incompatible.count > 100 { fail("\(path).incompatible", L("At most \(100) are read.")) }
        return point
    }

    private mutating func words(_ path: String, _ texts: LocalTexts, limit: Int) -> LocalTexts {
        if texts.isEmpty { fail(path, L("This is missing.")) }
        var kept: [String: String] = [:]
        for (language, text) in texts.byLanguage {
            guard plan.languages.contains(language) else {
                fail(path, L("The plan is not written in this language."))
                continue
            }
            kept[language] = check.line(path, text, limit: limit)
        }
        return LocalTexts(kept)
    }

    // MARK: Rules

    private mutating func rule(_ path: String, _ rule: ExerciseFile.Rule, of index: Int) {
        if rule.conditions.isEmpty || rule.conditions.count > InjectRuleDraft.mostConditions {
            fail("\(path).conditions", L("A rule has one to \(InjectRuleDraft.mostConditions) conditions."))
        }
        if (rule.scope == .someOf) != (rule.count != nil) || !(1...max(1, plan.cells.count)).contains(rule.count ?? 1) {
            fail("\(path).count", L("Say in how many cells it must be so."))
        }
        span("\(path).delay", rule.delay)
        for (place, one) in rule.conditions.prefix(InjectRuleDraft.mostConditions).enumerated() {
            condition("\(path).conditions[\(place)]", one, of: index)
        }
    }

    private mutating func condition(_ path: String, _ one: ExerciseFile.Condition, of index: Int) {
        span("\(path).after", one.after)
        if one.event.isAbsence, one.event != .decisionMissing, (one.after ?? 0) < EpochTime.minute {
            fail("\(path).after", L("Say after how many minutes it is missing."))
        }
        if check.line("\(path).value", one.value, limit: 60) != one.value {
            fail("\(path).value", L("Choose one of these."))
        }
        place("\(path).inject", one.inject, of: plan.injects.count)
        place("\(path).move", one.move, of: plan.moves.count)
        if one.inject == index + 1 { fail("\(path).inject", L("A rule cannot look at its own inject.")) }
        switch one.event.subjectKind {
        case .point:
            guard let point = self.one(one.inject, of: plan.injects)?.decision else {
                return fail("\(path).inject", L("Choose an inject with a decision."))
            }
            if one.event == .optionChosen, !point.options.contains(where: { $0.code.lowercased() == one.value }) {
                fail("\(path).value", L("This decision has no such option."))
            }
        case .inject: if one.inject == nil { fail("\(path).inject", L("This is missing.")) }
        case .request: break
        case .move: if one.move == nil { fail("\(path).move", L("This is missing.")) }
        case .word:
            if check.line("\(path).word", one.word ?? "", limit: 200) != one.word ?? "" {
                fail("\(path).word", L("Choose one of these."))
            }
        }
    }

    /// An inject that waits for itself, by however many others, would never go out.
    mutating func circles() {
        let places = Array(plan.injects.indices)
        let looks = plan.injects.map { inject in
            Set(inject.rule?.conditions.compactMap { self.one($0.inject, of: places) } ?? [])
        }
        for index in looks.indices where !looks[index].isEmpty {
            var (open, seen): ([Int], Set<Int>) = (Array(looks[index]), [])
            while let next = open.popLast() {
                if next == index {
                    fail("plan.injects[\(index)].rule", L("This inject would wait for itself."))
                    break
                }
                guard looks.indices.contains(next), seen.insert(next).inserted else { continue }
                open += looks[next]
            }
        }
    }
}
