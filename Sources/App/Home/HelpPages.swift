import Markup
import Web

/// The help of one screen, as its feature tells it.
struct HelpScreenPage {
    let visit: Visit
    let entry: HelpEntry

    var answer: Answer {
        let crumbs: [Layout.Crumb] = [.init(L("Help"), Help.page()), .init(entry.title, nil)]
        return .html(
            visit.layout(.narrow, entry.title, crumbs: crumbs).document(
                """
                <div class="head"><p class="eyebrow">\(L("Help"))</p><h1>\(entry.title)</h1></div>\
                <section>\(entry.paragraphs)</section>\
                <section><h2>\(L("Guides"))</h2><ul class="lines">\(HelpGuide.allCases.filter(entry.guides.contains).html {
                    "<li><a href=\"\(Help.guide($0.rawValue))\">\($0.title)</a></li>"
                })<li><a href="\(Help.page())">\(L("What do I do now?"))</a></li></ul></section>
                """))
    }
}

/// The guide of one role: what it is for, and its screens in the order of an event. Two pages when it is printed.
struct HelpGuidePage {
    let visit: Visit
    let guide: HelpGuide

    static var list: HTML {
        """
        <section id="guides"><h2>\(L("Guides"))</h2><ul class="lines">\(HelpGuide.allCases.html {
            "<li><a href=\"\(Help.guide($0.rawValue))\">\($0.title)</a></li>"
        })</ul></section>
        """
    }

    var answer: Answer {
        let crumbs: [Layout.Crumb] = [.init(L("Help"), Help.page()), .init(guide.title, nil)]
        let entries = Help.entries.filter { $0.guides.contains(guide) }
        return .html(
            visit.layout(.desk, guide.title, crumbs: crumbs).document(
                """
                <div class="head"><h1>\(guide.title)</h1><p class="lede">\(guide.summary)</p></div>\
                <div class="two-pages">\(entries.html { entry in
                    "<section id=\"\(entry.key)\"><h2>\(entry.title)</h2>\(entry.paragraphs)</section>"
                })</div>\
                <p class="no-print"><button data-print>\(Icon.svg("print")) \(L("Print"))</button></p>
                """))
    }
}

extension HelpEntry {
    var paragraphs: HTML { text.html { "<p>\($0)</p>" } }
}

extension HelpGuide {
    var title: Message {
        switch self {
        case .organiser: L("For organisers")
        case .facilitator: L("For facilitators")
        case .participant: L("For participants and rapporteurs")
        case .administrator: L("For administrators")
        case .focalPoint: L("For focal points and observers")
        }
    }

    var summary: Message {
        switch self {
        case .organiser: L("You plan an event, invite its people, and download its results.")
        case .facilitator: L("You run the room: you open the stages, and see who has not answered.")
        case .participant: L("You take part: you say what your experience is, vote, and work in a group.")
        case .administrator: L("You keep the server: accounts, the directory, and how long names are kept.")
        case .focalPoint:
            L(
                "You speak for your country, or you are an observer: you see what was found, and what your country decides."
            )
        }
    }
}
