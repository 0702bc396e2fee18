import Domain
import Storage
import Web

/// Writes the demo's guide: sections, citations, a second language, remarks, and a version that two of three sectors have signed.
struct DemoGuideMaker {
    let workshop: DemoWorkshop
    let tx: Transaction

    private var event: Event.ID { workshop.event }

    private func work(asSeat key: String? = nil) -> Work {
        workshop.tick()
        let actor = key.flatMap { workshop.seats[$0] }.map { "participant:\($0.id)" }
        return Work(tx, workshop.environment, actor: actor ?? "account:\(workshop.facilitator)")
    }

    func write() throws {
        let guide = try GuideOperations.createIn(
            work(), event, GuideStart(title: DemoGuide.title, marking: .green, language: "en"))
        let citations = try Citations(workshop, guide, tx, work())
        var sections: [String: GuideSection.ID] = [:]
        for demo in DemoGuide.sections {
            let id = try section(demo, under: demo.parent.flatMap { sections[$0] }, guide)
            sections[demo.key] = id
            try SectionOperations.setTextIn(work(), guide, id, try citations.resolved(demo.text))
        }
        try translate(sections, guide)
        try remark(sections)
        try review()
    }

    /// The section that the outline has made, or a new one.
    private func section(_ demo: DemoSection, under parent: GuideSection.ID?, _ guide: GuideRecord) throws
        -> GuideSection.ID
    {
        if parent == nil, let known = try id(titled: demo.title, guide) { return known }
        let kind: GuideSectionKind = demo.kind == .recommendation ? .recommendation : .text
        return try SectionOperations.addIn(
            work(), guide, title: GuideText.cleaned(demo.title), kind: kind, under: parent)
    }

    private func id(titled title: String, _ guide: GuideRecord) throws -> GuideSection.ID? {
        try GuideStore(tx).tree(guide).texts.first { $0.value[guide.language]?.title == title }?.key
    }

    /// French stands beside two sections; the English of one of them was changed since.
    private func translate(_ sections: [String: GuideSection.ID], _ guide: GuideRecord) throws {
        try GuideOperations.addLanguageIn(work(), guide, "fr")
        for (key, title, text) in DemoGuide.french {
            guard let id = sections[key] else { continue }
            try GuideStore.setTitle(id, language: "fr", title, now: work().now, tx)
            try SectionOperations.setTextIn(work(), guide, id, language: "fr", text)
            try SectionOperations.markUpToDateIn(work(), guide, id, language: "fr")
        }
        guard let next = sections["next"], let card = try GuideStore(tx).tree(guide).texts[next]?["en"]?.card else {
            return
        }
        try SectionOperations.setTextIn(work(), guide, next, card.text + "\n\n" + DemoGuide.lateSentence)
    }

    private func remark(_ sections: [String: GuideSection.ID]) throws {
        let guide = try GuideReviewStore(tx).guide(of: event)
        for remark in DemoGuide.remarks {
            guard let id = sections[remark.section] else { continue }
            let draft = CommentDraft(
                section: id, language: "en", kind: remark.proposed.isEmpty ? .comment : .suggestion,
                quote: remark.quote,
                text: remark.text, proposed: remark.proposed)
            _ = try GuideCommentOperations.addIn(work(asSeat: remark.author), guide, draft.cleaned)
        }
    }

    private func review() throws {
        let guide = try GuideReviewStore(tx).guide(of: event)
        let version = try GuideVersionOperations.keepIn(work(), guide, title: "As agreed in the room")
        try GuideVersionOperations.openReviewIn(work(), guide, version)
        for key in DemoGuide.signers {
            guard let seat = workshop.seats[key] else { throw Refusal.notFound }
            try SpeakerOperations.nameSignerIn(work(), event, seat.id)
        }
        for (author, sector) in [("fr-modele", "security"), ("no-prove", "civil-protection")] {
            let reviewed = try GuideReviewStore(tx).guide(of: event)
            try GuideVersionOperations.signOffIn(work(asSeat: author), reviewed, version, sector: sector, .signed)
        }
    }
}

/// Turns `[@case:lantern]` into the number that the guide cites it by.
private struct Citations {
    private let numbers: (String) throws -> Int?

    init(_ workshop: DemoWorkshop, _ guide: GuideRecord, _ tx: Transaction, _ work: Work) throws {
        let issues = try workshop.issues(tx).mapValues(\.description)
        let rounds = try workshop.rounds(tx)
        let aspects = try workshop.aspects(tx).mapValues(\.description)
        let interventions = try workshop.interventions(tx).mapValues(\.id.description)
        let titles = Dictionary(uniqueKeysWithValues: DemoCases.all.map { ($0.key, $0.title) })
        let cases = Dictionary(
            try CaseStore(tx).cases(of: workshop.programme).map { ($0.title, $0.id.description) },
            uniquingKeysWith: { $1 })
        let groups = try workshop.groups(tx)
        var situations: [Int: String] = [:]
        for situation in try InterventionStore(tx).situations(of: workshop.event) {
            guard let sheet = try SheetStore(tx).sheets(of: workshop.event).first(where: { $0.id == situation.sheet }),
                let number = groups.first(where: { $0.value.id == sheet.group })?.key
            else { continue }
            situations[number] = situation.id.description
        }
        numbers = { [situations] marker in
            let parts = marker.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            let found: (EvidenceKind, String?) =
                switch parts[0] {
                case "issue": (.issue, issues[parts[1]])
                case "round": (.round, Int(parts[1]).flatMap { rounds[$0] }?.description)
                case "aspect": (.aspect, aspects[parts[1]])
                case "case": (.case, titles[parts[1]].flatMap { cases[$0] })
                case "intervention": (.intervention, interventions[parts[1]])
                default: (.situation, Int(parts[1]).flatMap { situations[$0] })
                }
            guard let target = found.1 else { return nil }
            return try EvidenceOperations.citeIn(work, guide, EvidenceReference(kind: found.0, target: target)).number
        }
    }

    /// - Throws: ``Refusal/notFound`` where a marker names nothing: then the demo's tables do not fit together.
    func resolved(_ text: String) throws -> String {
        var output = ""
        var rest = text[...]
        while let start = rest.range(of: "[@"), let end = rest[start.upperBound...].firstIndex(of: "]") {
            output += rest[..<start.lowerBound]
            guard let number = try numbers(String(rest[start.upperBound..<end])) else { throw Refusal.notFound }
            output += "[@\(number)]"
            rest = rest[rest.index(after: end)...]
        }
        return output + rest
    }
}
