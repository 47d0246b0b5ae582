using System.Buffers;
using System.Text.RegularExpressions;

namespace CensorshipEval.Reporting;

/// <summary>What stands behind the unmistakable name of a secret, on the same line: the whole of it, whatever it looks like, unless it is the beginning of a sentence.</summary>
internal static partial class NamedSecrets
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Patience = 5_000;

    // Words before it may be joined with it: db_password, userPassword, mypassword.
    private const string Passwords = @"(?:(?i:pass[ _-]?(?:word|phrase|wd))|(?<![A-Za-z])(?i:pwd)|(?<=[a-z])Pwd|(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:client[ _-]?secret))";

    private const string Keys = @"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:(?:api|secret|private|account|secret[ _-]?access|shared[ _-]?access)[ _-]?key|(?:access|refresh|auth|bearer|id)[ _-]?token)";

    // ":", "=", "=>", ":=", with the quotes, stars and type that may stand around it.
    private const string Separator = @"(?:\\{0,4}[""'`])?[*_]{0,3}[^\S\r\n]{0,100}(?::[^\S\r\n]{0,4}(?:string|str|String)\??[^\S\r\n]{0,4}=|={1,3}>?|:=|[:：＝])[*_]{0,3}[^\S\r\n]{0,100}";

    private const string Quoted = @"(?:[bBfFrRuU@$]{0,2}(?=[""']))?(?:(?<quote>\\{1,4}[""'])(?<key>(?:(?!(?<!\\)\k<quote>)[^\r\n]){1,20000})|""(?<key>(?:\\.|[^""\\\r\n]){1,20000})|'(?<key>(?:\\.|[^'\\\r\n]){1,20000})|`{1,3}(?<key>[^`\r\n]{1,20000})|“(?<key>[^”\r\n]{1,20000})|「(?<key>[^」\r\n]{1,20000})|«(?<key>[^»\r\n]{1,20000}))";

    // With which sentences about passwords begin; a script without small letters; what a type, an object or a placeholder is.
    private const string NoValue = @"(?!(?<=\s)(?i:an?|the|this|that|these|those|your|our|their|its?|my|one|any|each|every|not?|none|is|was|are|be|must|should|shall|will|would|can|cannot|could|may|might|do|does|don't|has|have|had|needs?|required|used?|using|uses|choose|pick|create|set|enter|type|make|keep|kept|stored?|changed?|never|always|avoid|at|minimum|maximum|more|between|with|without|of|for|from|to|in|on|by|and|or|if|when|where|what|which|who|why|how|as|you|we|they|there|here|something|anything|only|both|same|please|see|muss|müssen|soll|sollte|darf|eine?|der|die|das|den|ist|sind|wird|doit|doivent|les?|la|une?|votre|est|debe|deben|el|los|su|es|son|deve|devono|il|lo|uma?|moet|een|het)(?=[\s,.;:!?]|\z))(?!\p{Lo}|[\p{IsCyrillic}\p{IsGreek}]+\s+\p{L})(?!(?i:string|str|null|nil|none|undefined|true|false|bool|boolean|required|optional)(?:[\s,;)\]}|?""']|\z))(?![{\[](?:[\s""'\\]|\w+\})|(?:\\{1,4}|[bBfFrRuU@$]{0,2})[""']|[`“「«\s])";

    // Keys are drawn by machines: a word that others follow is none.
    private const string NoKey = @"(?!(?<=\s)\p{L}[\p{Ll}'’-]{0,24}[,.;:]?\s+[\p{L}(])";

    // To the white space, or to what begins something else.
    private const string Bare = @"(?<key>(?:[^\s;,&""'\\，。；、）】」』]|[;,&](?!\s|\z|[""')\]}]|[A-Za-z][\w.-]{0,40}(?:\x20[\w.-]{1,40}){0,2}\s?[:=])|[""'](?![\s,;:}\])\\]|\z)|\\(?!\\{0,3}[""'](?:[\s,;:}\])\\]|\z))){1,20000})";

    private static readonly SearchValues<char> Signs = SearchValues.Create(":=：＝");

    public static IReadOnlyList<SecretShape> All { get; } =
    [
        new(InQuotes(), MayStandIn, static _ => true),
        new(Password(), MayStandIn, IsValue),
        new(Key(), MayStandIn, IsValue),
    ];

    private static bool MayStandIn(string text) => text.AsSpan().ContainsAny(Signs);

    // No bullet of a list or line of a table.
    private static bool IsValue(ReadOnlySpan<char> key)
    {
        foreach (char letter in key)
        {
            if (char.IsLetterOrDigit(letter)) return true;
        }

        return key.Length >= 4;
    }

    [GeneratedRegex("(?:" + Passwords + "|" + Keys + ")" + Separator + Quoted, Options, Patience)]
    private static partial Regex InQuotes();

    [GeneratedRegex(Passwords + Separator + NoValue + Bare, Options, Patience)]
    private static partial Regex Password();

    [GeneratedRegex(Keys + Separator + NoValue + NoKey + Bare, Options, Patience)]
    private static partial Regex Key();
}
