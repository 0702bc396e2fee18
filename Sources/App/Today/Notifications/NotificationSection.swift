import Markup
import Web

extension NotificationLine {
    /// In a list.
    func html(_ clock: MomentWords) -> HTML {
        """
        <li><p class="title"><a href="\(path)">\(what)</a>\(isRead ? .empty : " <span class=\"state open\">\(L("new"))</span>")</p>\
        <p class="meta"><span dir="auto">\(place)</span> <span>\(clock.html(at))</span> <span>\(why)</span></p></li>
        """
    }
}
