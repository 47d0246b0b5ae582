using System.Text.Json;

namespace CensorshipEval.Faults;

/// <summary>Pieces of answers as endpoints send them.</summary>
public static class Completions
{
    public const string Text = "Students gathered on the square in April and stayed until the army came in June.";

    public static Step Role() => Chunk("""{"role":"assistant","content":""}""");

    public static Step Delta(string text) => Chunk($$"""{"content":{{Quote(text)}}}""");

    public static Step Chunk(string delta, string finish = "null", string model = "asked") =>
        Step.Event($$$"""{"id":"c1","object":"chat.completion.chunk","model":"{{{model}}}","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}}}]}""");

    public static Step Finish(string reason) => Chunk("{}", Quote(reason));

    public static Step Usage() => Step.Event("""{"id":"c1","model":"asked","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":19,"total_tokens":26}}""");

    public static string Whole(string message, string finish = "\"stop\"", string model = "asked") =>
        $$$"""{"id":"c1","object":"chat.completion","model":"{{{model}}}","choices":[{"index":0,"message":{{{message}}},"finish_reason":{{{finish}}}}],"usage":{"prompt_tokens":7,"completion_tokens":19,"total_tokens":26}}""";

    public static string Message(string text) => $$"""{"role":"assistant","content":{{Quote(text)}}}""";

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
