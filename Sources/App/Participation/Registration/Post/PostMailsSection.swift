import Markup
import Web

/// What was written to one person, and whether it arrived: whoever looks at the person sees that mail comes back.
enum PostMailsSection {
    static func html(_ mails: [OutgoingMailRecord], _ clock: MomentWords) -> HTML {
        """
        <ul class="plain-list">\(mails.html { mail in
            "<li>\(state(mail)) <span lang=\"\(mail.language)\" dir=\"auto\">\(mail.subject)</span> <span class=\"meta\">\(clock.html(mail.createdAt))</span></li>"
        })</ul>
        """
    }

    private static func state(_ mail: OutgoingMailRecord) -> HTML {
        switch mail.state {
        case .sent: "<span class=\"state good\">\(L("Sent"))</span>"
        case .failed: "<span class=\"state bad\">\(L("Failed"))</span>"
        case .waiting: "<span class=\"state open\">\(L("Waiting"))</span>"
        }
    }
}
