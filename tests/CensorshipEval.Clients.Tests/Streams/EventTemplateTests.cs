using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Clients.Tests.Streams;

/// <summary>The short way to read an event may be taken only where the long way would tell the same.</summary>
public sealed class EventTemplateTests
{
    private static readonly string[] Texts =
    [
        "", "a", " b", "学生聚集在广场", "🙂", "a \"quoted\" word", "back\\slash", "line\nbreak", "\",\"finish_reason\":\"stop", "\"}}]}", "\u2028", "content", "{\"error\":\"no\"}",
    ];

    private static readonly Gen<string> Shape =
        from head in Gen.Elements("""{"id":"c1","model":"m",""", """{"id":"c2","model":"m",""", """{"model":"m","created":7,"usage":null,"error":null,""", "{")
        from before in Gen.Elements("\"index\":0,", "", "\"logprobs\":null,")
        from delta in Gen.Elements("\"content\":@", "\"role\":\"assistant\",\"content\":@", "\"content\":@,\"refusal\":null", "\"reasoning_content\":\"Hm\",\"content\":@", "\"content\":@,\"content\":@")
        from after in Gen.Elements("", ",\"finish_reason\":null", ",\"finish_reason\":\"stop\"", ",\"message\":{\"content\":@}", ",\"error\":\"no\"")
        from tail in Gen.Elements("}", ",\"usage\":{\"total_tokens\":3}}", ",\"error\":\"no\"}", ",\"x\":[1]}")
        select $$"""{{head}}"choices":[{{{before}}"delta":{{{delta}}}{{after}}}]{{tail}}""";

    private static readonly Gen<string> Text =
        from text in Gen.Elements(Texts)
        from escaped in Gen.Elements(true, false)
        select Quote(text, escaped);

    private static readonly Gen<(string First, string Second)> Events =
        from shapes in Shape.Two()
        from alike in Gen.Elements(true, false)
        from texts in Text.Two()
        select (Fill(shapes.Item1, texts.Item1), Fill(alike ? shapes.Item1 : shapes.Item2, texts.Item2));

    [Fact]
    public void What_is_read_the_short_way_differs_from_the_last_event_in_its_text_alone()
    {
        int read = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Arb.From(Events), events =>
        {
            (string first, string second) = events;
            var template = new EventTemplate();
            template.Learn(Encoding.UTF8.GetBytes(first));
            if (!template.TryRead(Encoding.UTF8.GetBytes(second), out string text)) return true;
            read++;
            return text == Content(second) && WithoutContent(first) == WithoutContent(second);
        }));
        read.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":@},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@,"refusal":"No"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@,"reasoning_content":"Hm"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@},"message":{"content":"b"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@}},{"delta":{}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@}}],"usage":{"total_tokens":3}}""")]
    [InlineData("""{"choices":[{"delta":{"content":@}}],"error":"no"}""")]
    [InlineData("""{"choices":[{"delta":{"content":[@]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":@,"content":@}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":@}}]}""")]
    [InlineData("""{"choices":[],"content":@}""")]
    public void An_event_that_tells_more_than_a_text_is_no_template(string json)
    {
        var template = new EventTemplate();
        byte[] bytes = Encoding.UTF8.GetBytes(Fill(json, "\"a\""));
        template.Learn(bytes);

        template.TryRead(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_text_is_read_with_its_escapes()
    {
        EventTemplate template = Learned("a");
        foreach (string text in Texts)
        {
            foreach (bool escaped in new[] { true, false })
            {
                template.TryRead(Plain(Quote(text, escaped)), out string read).ShouldBeTrue();
                read.ShouldBe(text);
            }
        }
    }

    [Fact]
    public void A_text_that_is_no_JSON_or_no_Unicode_is_none_the_short_way_either()
    {
        Should.Throw<JsonException>(() => Learned("a").TryRead(Plain("\"a\nb\""), out _));
        Should.Throw<JsonException>(() => Learned("a").TryRead(Plain("\"\\q\""), out _));
        Learned("a").TryRead(Plain("\"\\ud800\""), out _).ShouldBeFalse();
        Learned("a").TryRead(Plain("\"a\",\"refusal\":\"b\""), out _).ShouldBeFalse();
    }

    private static EventTemplate Learned(string text)
    {
        var template = new EventTemplate();
        template.Learn(Plain(Quote(text, escaped: false)));
        return template;
    }

    private static byte[] Plain(string quoted) => Encoding.UTF8.GetBytes($$"""{"id":"c1","choices":[{"index":0,"delta":{"content":{{quoted}}},"finish_reason":null}]}""");

    private static string Quote(string text, bool escaped) => $"\"{JsonEncodedText.Encode(text, escaped ? null : System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Fill(string shape, string quoted) => shape.Replace("@", quoted, StringComparison.Ordinal);

    private static string Content(string json) => JsonNode.Parse(json)!["choices"]![0]!["delta"]!["content"]!.GetValue<string>();

    private static string WithoutContent(string json)
    {
        JsonNode node = JsonNode.Parse(json)!;
        node["choices"]![0]!["delta"]!["content"] = "";
        return node.ToJsonString();
    }
}
