using System.Text.Json;

namespace CensorshipEval.Testing;

/// <summary>What is wrong with a line that was edited by hand.</summary>
internal static class CassetteCheck
{
    /// <summary>What is about to be written, as it will be read.</summary>
    /// <exception cref="ModelBehaviorException">It could not be: better to write nothing than what no replay can read.</exception>
    public static CassetteLine Read(string text)
    {
        CassetteLine? line = null;
        string? why = null;
        try
        {
            line = JsonSerializer.Deserialize(text, CassetteJsonContext.Readable.CassetteLine);
            if (Of(line) is { } wrong) why = $"{wrong.Field ?? "it"} would be {wrong.Found}";
        }
        catch (JsonException)
        {
            why = "it is nested too deeply";
        }

        if (why is null) return line!;
        FailureText told = new FailureText("The answer was not recorded: it, or its request, could not be read again.").Add("why", why).Add("do", "ask for something simpler here, and tell the authors of this package");
        throw new ModelBehaviorException(FailureKind.Recording, told.ToString());
    }

    public static (string? Field, string Found, string Expected)? Of(CassetteLine? line)
    {
        if (line is null) return (null, "null", "a recorded answer");
        if (line.Sample < 0) return ("sample", $"{line.Sample}", "0 or more");
        if (line.Request.Messages.Any(static message => message is null)) return ("request.messages", "null", "messages");
        for (int i = 0; i < line.Updates.Count; i++)
        {
            if (line.Updates[i] is not { } update) return ($"updates[{i}]", "null", "a part of the answer");
            if (update.Finish is not null && string.IsNullOrWhiteSpace(update.Finish)) return ($"updates[{i}].finish", "an empty text", "a reason, or no such field");
            try
            {
                if (update.Contents is not null) update.ToUpdate();
            }
            catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException)
            {
                return ($"updates[{i}].contents", "what is no content of an answer", "contents as they were recorded");
            }
        }

        string key;
        try
        {
            key = line.Request.ComputeKey();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return ("request", "what cannot be written again", "a request as it was recorded");
        }

        return key == line.Key ? null : ("key", FailureText.Bounded(line.Key, 60), $"{key}, which belongs to this request: record what was changed by hand again");
    }
}
