import Markup
import Web

/// Five seconds in which a release by hand can be taken back: the browser waits so long (excon.js); without JavaScript it goes out at once.
enum ExconGraceSection {
    static func words(_ inject: InjectRecord) -> String { L("Releasing #\(inject.label)…").string() }

    /// Stands outside of what changes by itself.
    static var html: HTML {
        """
        <div id="excon-grace" class="notice warn" role="status" hidden><p><span></span> <b class="num" aria-hidden="true"></b></p>\
        <div class="actions"><button type="button">\(L("Cancel"))</button></div></div>
        """
    }
}
