using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>An answer as it is written: a secret is looked for in the whole text, and taken out of every update that holds a piece of it.</summary>
internal static class CassetteAnswer
{
    public static IReadOnlyList<CassetteUpdate> Of(IEnumerable<ChatResponseUpdate> updates, SecretScrubber secrets)
    {
        ChatResponseUpdate[] told = [.. updates.Where(static update => update is not null && !IsKeepAlive(update))];
        CleanContent[][] contents = [.. told.Select(static update => update.Contents.OfType<AIContent>().Select(static content => new CleanContent(content, null)).ToArray())];
        var shown = new Channel(contents);
        var thought = new Channel(contents);
        for (int i = 0; i < told.Length; i++)
        {
            // What is shown from here on is another text.
            if (CassetteUpdate.ReplacesText(told[i])) shown.Flush(secrets);
            for (int j = 0; j < contents[i].Length; j++)
            {
                if (contents[i][j].Content is TextContent { Text: var text }) shown.Add(i, j, text);
                else if (contents[i][j].Content is TextReasoningContent { Text: var reasoning }) thought.Add(i, j, reasoning);
            }
        }

        shown.Flush(secrets);
        thought.Flush(secrets);
        return [.. told.Select((update, i) => CassetteUpdate.Of(update, contents[i], secrets))];
    }

    /// <summary>What came of an answer that is not recorded, without secrets all the same; without what cannot be read.</summary>
    public static IReadOnlyList<ChatResponseUpdate> Shown(IReadOnlyList<ChatResponseUpdate> updates, SecretScrubber secrets)
    {
        try
        {
            return [.. Of(updates, secrets).Select(static update => update.ToUpdate())];
        }
        catch (ModelBehaviorException)
        {
            return [];
        }
    }

    private static bool IsKeepAlive(ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.KeepAlive, out bool alive) && alive;

    private sealed class Channel(CleanContent[][] contents)
    {
        private readonly List<(int Update, int Content)> _places = [];
        private readonly List<string> _pieces = [];

        public void Add(int update, int content, string? piece)
        {
            _places.Add((update, content));
            _pieces.Add(piece ?? "");
        }

        public void Flush(SecretScrubber secrets)
        {
            IReadOnlyList<string> clean = secrets.CleanPieces(_pieces);
            for (int i = 0; i < clean.Count; i++)
            {
                (int update, int content) = _places[i];
                contents[update][content] = contents[update][content] with { Text = clean[i] };
            }

            _places.Clear();
            _pieces.Clear();
        }
    }
}
