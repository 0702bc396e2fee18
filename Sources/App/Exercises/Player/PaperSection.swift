import Domain
import Markup
import Web

/// A paper as it looks in the story: a document, an e-mail, an article, a post, the note of a call, an alert. Its mark stands on the card.
struct PaperSection {
    let paper: ExercisePaper
    /// To whom it is addressed.
    let cell: String
    let words: StoryWords
    var isStruck = false
    /// Below the words.
    var attached: HTML = .empty

    var html: HTML {
        """
        <article class="paper \(paper.channel.rawValue)\(isStruck ? " struck" : "")" id="paper">\(mark)<div class="paper-in" lang="\(paper.language)">\(head)\
        <div class="paper-body" dir="auto">\(paper.body)</div>\(attached)</div></article>
        """
    }

    private var mark: HTML {
        """
        <p class="paper-mark">\(ExerciseMark.chip)<span>\(paper.channel.noteLabel) <span class="num">\(paper.number)</span></span></p>
        """
    }

    private var title: HTML { "<h1 dir=\"auto\">\(paper.subject)</h1>" }
    private var time: HTML { "<p class=\"meta\">\(words.html(paper.story))</p>" }

    private var head: HTML {
        switch paper.channel {
        case .email:
            """
            <dl class="facts"><dt>\(L("From"))</dt><dd><bdi>\(paper.sender)</bdi></dd><dt>\(L("To", context: "addressee"))</dt><dd><bdi>\(cell)</bdi></dd>\
            <dt>\(L("Sent", context: "time"))</dt><dd>\(words.html(paper.story))</dd></dl>\(title)
            """
        case .media: "<p class=\"meta\"><b><bdi>\(paper.sender)</bdi></b> \(words.html(paper.story))</p>\(title)"
        case .social:
            "<p><b><bdi>\(paper.sender)</bdi></b></p>\(time)\(paper.subject.isEmpty ? .empty : title)"
        case .briefing: "\(title)\(time)"
        case .document, .phone, .voice, .cap, .picture:
            """
            \(title)<p class="meta">\(paper.sender.isEmpty ? .empty : "<span>\(L("From")) <bdi>\(paper.sender)</bdi></span> ")\(words.html(paper.story))</p>\
            \(paper.reached == .message ? "<p class=\"state warn\">\(L("A message was left"))</p>" as HTML : .empty)
            """
        }
    }
}

extension ExerciseChannel {
    /// What a player has before them.
    var noteLabel: Message {
        switch self {
        case .phone: L("Note of a call")
        case .voice: L("Note of a talk")
        default: label
        }
    }
}
