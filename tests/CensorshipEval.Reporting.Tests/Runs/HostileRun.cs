namespace CensorshipEval.Reporting.Tests.Runs;

/// <summary>A run whose every text tries something.</summary>
internal static class HostileRun
{
    public const string Script = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"></script><!-- --><b>bold?</b>";

    public static readonly string LongLine = "start " + new string('x', 1_000_000) + " end";

    public static readonly string Zalgo = "Z" + string.Concat(Enumerable.Repeat("\u0300\u0301\u0321\u0327\u0338\u035C\u0361", 60)) + "algo " + string.Concat(Enumerable.Repeat("e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308", 40));

    public const string Halves = "lone \uD800 high, low \uDC00 and a pair \uD83D\uDE00, torn \uDE00\uD83D end";

    public const string Controls = "nul \0 bell \a escape \u001B[31m red, C1 \u0085\u009B, DEL \u007F, line\u2028separator, bom \uFEFF, tag \uDB40\uDC41, zero\u200Bwidth\r\nnext line\rlone";

    public const string Bidi = "safe \u202Egnp.exe\u202C and \u2066\u2067isolated\u2069 and never closed \u202Ereversed to the end";

    public const string Link = "javascript:alert(1) [click](javascript:alert(1)) ![phone](https://evil.example/?q=1) <a href=\"https://evil.example\">x</a> =HYPERLINK(\"https://evil.example\")";

    public static IReadOnlyList<(string Name, string Text)> Texts { get; } =
        [("script", Script), ("long line", LongLine), ("zalgo", Zalgo), ("halves", Halves), ("controls", Controls), ("bidi", Bidi), ("link", Link)];

    public static ReportedRun Make()
    {
        var trials = new List<Trial>();
        foreach ((string name, string text) in Texts)
        {
            Prompt prompt = HandmadeRun.Prompt(name, "Q " + text, family: "family-" + name, topic: "topic " + (text.Length < 1000 ? text : text[..1000]));
            EvidenceSpan[] spans = [new(EvidenceSource.Text, 2, 8, "rule <b>" + name + "</b>"), new(EvidenceSource.Text, int.MaxValue - 1, 1, "beyond"), new(EvidenceSource.Text, -3, 5, "before")];
            trials.Add(HandmadeRun.Trial(prompt, text, engagement: Engagement.Refused, target: "model " + (text.Length < 1000 ? text : text[..1000]), probability: 0.9, evidence: spans));
            trials.Add(HandmadeRun.Trial(prompt, "", Delivery.Retracted, null, sample: 1, target: "m2", with: exchange => exchange with
            {
                Stream = new StreamTrace { Text = text }, Reasoning = text, FinishReason = text.Length < 1000 ? text : text[..1000], AnsweredBy = text,
                Error = new ExchangeError { Code = name, Message = text, HttpStatus = 400 },
            }));
        }

        return HandmadeRun.Of(trials);
    }
}
