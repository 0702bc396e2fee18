import Markup

/// What was typed into a form and what is wrong with it: a form that comes back keeps the one and shows the other.
public struct FormState: Sendable {
    public var values: FormValues
    public var errors: [String: Message]
    /// Before the ids of the fields, where another form of the page has fields of the same names.
    private var place: String?

    public init(_ values: FormValues = FormValues(), errors: [String: Message] = [:]) {
        self.values = values
        self.errors = errors
    }

    /// A form that begins with stored values.
    public init(stored: [(String, String)]) {
        self.init(FormValues(stored.map { (name: $0.0, value: $0.1) }))
    }

    /// The same form, on a page where another has fields of the same names: ids begin with the place.
    public func placed(_ place: String) -> FormState {
        var form = self
        form.place = place
        return form
    }

    private func id(_ name: String) -> String { place.map { "\($0)-\(name)" } ?? name }
    private var told: FieldErrors { FieldErrors(prefix: place.map { "\($0)-" } ?? "", errors) }

    /// The summary above the fields, with a link to each; nothing where all is well.
    /// - Parameter labels: for each field in the order of the form, how the page calls it.
    public func summary(_ labels: [(field: String, label: Message)]) -> HTML {
        guard !errors.isEmpty else { return .empty }
        return """
            <div class="notice bad" role="alert" tabindex="-1"><p><b>\
            \(L(errors.count, one: "\(errors.count) field needs your attention.", other: "\(errors.count) fields need your attention."))\
            </b> \(L("What you typed is kept."))</p><ul>\
            \(labels.html { field, label in
                guard let error = errors[field] else { return .empty }
                return "<li><a href=\"#\(id(field))\">\(label): \(error)</a></li>"
            })</ul></div>
            """
    }

    /// A labelled one-line field with its hint and error.
    public func text(
        _ name: String, _ label: Message, hint: Message? = nil, type: String = "text", autocomplete: String? = nil,
        maxLength: Int? = nil, isRequired: Bool = false, language: String? = nil, list: String? = nil,
        inputMode: String? = nil
    ) -> HTML {
        field(
            name, label, hint: hint,
            """
            <input id="\(id(name))" name="\(name)" type="\(type)" value="\(values[name] ?? "")"\("autocomplete", value: autocomplete)\
            \("maxlength", value: maxLength.map(String.init))\("required", when: isRequired)\("lang", value: language)\("list", value: list)\("inputmode", value: inputMode)\
            \("dir", value: ["text", "search"].contains(type) ? "auto" : nil)\(told.marks(name, hasHint: hint != nil))>
            """)
    }

    /// A labelled field for several lines.
    public func area(_ name: String, _ label: Message, hint: Message? = nil, maxLength: Int? = nil) -> HTML {
        field(
            name, label, hint: hint,
            """
            <textarea id="\(id(name))" name="\(name)" dir="auto"\("maxlength", value: maxLength.map(String.init))\
            \(told.marks(name, hasHint: hint != nil))>\(values[name] ?? "")</textarea>
            """)
    }

    /// A labelled choice. - Parameter options: value and words, in order.
    public func select(
        _ name: String, _ label: Message, hint: Message? = nil, options: [(value: String, label: Message)]
    ) -> HTML {
        let chosen = values[name]
        return field(
            name, label, hint: hint,
            """
            <select id="\(id(name))" name="\(name)"\(told.marks(name, hasHint: hint != nil))>\
            \(options.html { "<option value=\"\($0.value)\"\("selected", when: $0.value == chosen)>\($0.label)</option>" })</select>
            """)
    }

    public func check(_ name: String, _ label: Message) -> HTML {
        """
        <label class="check"><input type="checkbox" id="\(id(name))" name="\(name)" value="1"\("checked", when: values.isOn(name))> \
        <span>\(label)</span></label>
        """
    }

    /// The error under a field, for fields that a page lays out by itself.
    public func error(_ name: String) -> HTML {
        told.error(name)
    }

    private func field(_ name: String, _ label: Message, hint: Message?, _ control: HTML) -> HTML {
        """
        <div class="field"><label for="\(id(name))">\(label)</label>\
        \(hint.map { "<p class=\"hint\" id=\"\(id(name))-hint\">\($0)</p>" })\(control)\(error(name))</div>
        """
    }
}

/// What is wrong with the fields of a form, under each field and above them all.
public struct FieldErrors: Sendable {
    /// Before the ids of the fields.
    let prefix: String
    let errors: [String: Message]

    public init(prefix: String, _ errors: [String: Message]) {
        self.prefix = prefix
        self.errors = errors
    }

    /// The sentences above the fields, each a link to its field; nothing where all is well.
    /// - Parameter order: of the form.
    public func summary(_ order: [String]) -> HTML {
        guard !errors.isEmpty else { return .empty }
        return """
            <div class="notice bad" role="alert" tabindex="-1"><p><b>\(L("This was not sent yet."))</b> \(L("What you typed is kept."))</p>\
            <ul>\(order.html { field in
                errors[field].map { "<li><a href=\"#\(prefix)\(field)\">\($0)</a></li>" } ?? .empty
            })</ul></div>
            """
    }

    public func error(_ field: String) -> HTML {
        errors[field].map { "<p class=\"error\" id=\"\(prefix)\(field)-error\">\($0)</p>" } ?? .empty
    }

    /// The attributes of a field that is wrong, or has a hint.
    public func marks(_ field: String, hasHint: Bool = false) -> HTML {
        let isWrong = errors[field] != nil
        let described = [hasHint ? "\(prefix)\(field)-hint" : nil, isWrong ? "\(prefix)\(field)-error" : nil]
            .compactMap { $0 }.joined(separator: " ")
        return """
            \("aria-invalid", value: isWrong ? "true" : nil)\("aria-describedby", value: described.isEmpty ? nil : described)
            """
    }
}
