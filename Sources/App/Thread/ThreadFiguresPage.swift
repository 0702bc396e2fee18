import Domain
import Markup
import Storage
import Web

/// The thread in numbers: bars and their table. The same on the page of an event, of a programme, and on the thread's own pages.
struct ThreadFunnelSection {
    let numbers: ThreadNumbers
    let words: ThreadWords

    /// Bars are as long as the contributions behind the issues, which keep their number when issues are joined.
    var html: HTML {
        let all = max(1, numbers.counts.first?.contributions ?? 1)
        return """
            <ol class="funnel">\(numbers.counts.html { count in
                let share = ChartText.number(Double(count.contributions) / Double(all) * 100)
                return """
                    <li><p class="between"><span>\(words.stage(count.stage))</span><span class="num">\(issues(count))</span></p>\
                    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">\
                    <rect class="track" width="100" height="1"/><rect class="fill" width="\(share)" height="1"/></svg></li>
                    """
            })</ol>
            """
    }

    private func issues(_ count: ThreadNumbers.Count) -> HTML {
        """
        <b>\(L(count.issues, one: "\(count.issues) issue", other: "\(count.issues) issues"))</b> \
        <span class="muted small">\(L(count.contributions, one: "\(count.contributions) contribution", other: "\(count.contributions) contributions"))</span>
        """
    }
}

/// What fell through at each step, and why.
struct ThreadLossSection {
    let book: ThreadBook
    let words: ThreadWords
    /// Longer lists are folded.
    private static let open = 12

    var html: HTML {
        let steps = ThreadStage.allCases.html { stage -> HTML in
            let lost = book.fates.filter { $0.stage == stage && stage < .acted }.compactMap { book.items[$0.issue] }
            return list(lost, heading: heading(stage))
        }
        let withdrawn = book.items(.issue).filter { $0.isWithdrawn && book.ending(of: $0.id) != nil }
        let rest: HTML = [
            ThreadKind.answer, .objective, .topic, .pastCase, .aspect, .situation, .intervention, .statement,
        ].html { kind in
            let stopped = book.items(kind).filter { book.ending(of: $0.id) != nil }
            return list(stopped, heading: words.kinds(kind))
        }
        return """
            <section id="issues"><h2>\(L("Issues that went no further, and why"))</h2>\
            \(steps.isEmpty && withdrawn.isEmpty ? "<p class=\"muted\">\(L("Every issue was acted on."))</p>" : steps)\
            \(list(withdrawn, heading: L("Withdrawn issues")))</section>\
            \(rest.isEmpty ? .empty : "<section id=\"rest\"><h2>\(L("What else stops, and why"))</h2>\(rest)</section>")
            """
    }

    private func heading(_ stage: ThreadStage) -> Message {
        switch stage {
        case .raised: L("Raised, not prioritised")
        case .prioritised: L("Prioritised, not analysed")
        case .analysed: L("Analysed, without an intervention")
        case .intervened: L("With interventions, not cited")
        case .cited, .acted: L("Cited, not acted on")
        }
    }

    private func list(_ items: [ThreadItem], heading: Message) -> HTML {
        guard !items.isEmpty else { return .empty }
        return """
            <details\("open", when: items.count <= Self.open)><summary>\(heading) <span class="num">(\(items.count))</span></summary>\
            <ul class="lines losses">\(items.html { item in
                """
                <li><a href="\(ThreadWords.address(item))">\(words.titleHTML(item))</a>\
                <p class="muted">\(book.ending(of: item.id).map { words.ending($0) })</p></li>
                """
            })</ul></details>
            """
    }
}

/// `/events/E/thread`
struct ThreadEventPage {
    private let frame: ThreadFrame
    private let book: ThreadBook
    private let words: ThreadWords

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try ThreadFrame(event, visit: visit, reading)
        book = try ThreadBook(event, visitor: visit.visitor, reading)
        words = ThreadWords(names: try DirectoryNames(reading))
    }

    var answer: Answer {
        frame.answer(
            L("The thread"), path: ThreadPaths.event(frame.event.id),
            """
            <div class="head"><h1>\(L("The thread in numbers"))</h1>\
            <p class="lede">\(L("How far the issues came, from what was said in the room to what a country does about it."))</p>\(ThreadReports.links(of: frame.event.id))</div>\
            <section id="numbers"><h2 class="sr">\(L("Numbers"))</h2>\(ThreadFunnelSection(numbers: book.numbers, words: words).html)</section>\
            \(ThreadLossSection(book: book, words: words).html)\(contents)
            """)
    }

    /// Everything, by kind: the way in for who looks for one item.
    private var contents: HTML {
        let parts = ThreadKind.allCases.html { kind -> HTML in
            let items = book.items(kind)
            guard !items.isEmpty else { return .empty }
            return """
                <details><summary>\(words.kinds(kind)) <span class="num">(\(items.count))</span></summary><ul class="lines">\(items.html { item in
                    "<li><a href=\"\(ThreadPaths.address(item))\">\(words.titleHTML(item))</a></li>"
                })</ul></details>
                """
        }
        guard !parts.isEmpty else { return .empty }
        return "<section id=\"contents\"><h2>\(L("All items"))</h2>\(parts)</section>"
    }
}

/// `/programmes/P/thread`: over all events of the programme in which the visitor has a part.
struct ThreadProgrammePage {
    let visit: Visit
    let programme: ProgrammeRecord
    let book: ThreadBook
    let words: ThreadWords
    let events: [EventSummary]

    var answer: Answer {
        var frame = DeskFrame(
            visit: visit, title: L("The thread in numbers"), path: ThreadPaths.programme(programme.id),
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)), .init(L("The thread"), nil),
            ])
        frame.styles = ["guide"]
        return frame.answer(
            """
            <div class="head"><h1>\(L("The thread in numbers"))</h1><p class="lede" dir="auto">\(programme.title)</p></div>\
            <section id="numbers"><h2 class="sr">\(L("Numbers"))</h2>\(ThreadFunnelSection(numbers: book.numbers, words: words).html)\
            \(events.count > 1 ? table : .empty)</section>\(ThreadLossSection(book: book, words: words).html)
            """)
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("By event").string())"><table><caption>\(L("Issues by event"))</caption>\
        <thead><tr><th scope="col">\(L("Event"))</th>\(ThreadStage.allCases.html { "<th scope=\"col\" class=\"num\">\(words.stage($0))</th>" })</tr></thead>\
        <tbody>\(events.html { event in
            let numbers = ThreadNumbers(book.fates.filter { book.items[$0.issue]?.event == event.id })
            return """
                <tr><th scope="row" dir="auto"><a href="\(ThreadPaths.event(event.id))">\(event.title)</a></th>\
                \(numbers.counts.html { "<td class=\"num\">\($0.issues)</td>" })</tr>
                """
        })</tbody></table></div>
        """
    }
}
