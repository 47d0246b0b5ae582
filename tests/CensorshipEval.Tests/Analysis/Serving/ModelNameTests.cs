using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Serving;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("gpt-4o", "gpt-4o")]
    [InlineData("GPT-4o", " gpt-4O ")]
    [InlineData("gpt-4o", "openai/gpt-4o")]
    [InlineData("gemini-2.5-pro", "models/gemini-2.5-pro")]
    [InlineData("openrouter/openai/gpt-4o", "openai/gpt-4o")]
    [InlineData("qwen2.5-7b-instruct", "/data/weights/Qwen2.5-7B-Instruct/")]
    [InlineData("qwen2.5-7b-instruct", @"C:\models\qwen2.5-7b-instruct.gguf")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "/weights/hub/models--Qwen--Qwen2.5-7B-Instruct/snapshots/a09a35458c702b33eeacc393d103063234e8bc28")]
    public void A_name_in_other_case_with_a_vendor_or_a_path_is_the_same_model(string asked, string answered)
    {
        ModelName.Compare(asked, answered).ShouldBe(ModelNameMatch.Same);
        ModelName.Compare(answered, asked).ShouldBe(ModelNameMatch.Same);
    }

    [Theory]
    [InlineData("llama3", "llama3:latest")]
    [InlineData("deepseek/deepseek-chat:free", "deepseek/deepseek-chat")]
    [InlineData("a/m:free", "m:nitro")]
    public void A_tag_that_names_no_other_weights_is_noted(string asked, string answered) => ModelName.Compare(asked, answered).ShouldBe(ModelNameMatch.Tagged);

    [Theory]
    [InlineData("gpt-4o", "gpt-4o-2024-08-06")]
    [InlineData("gpt-4", "gpt-4-0613")]
    [InlineData("claude-3-5-sonnet", "anthropic/claude-3-5-sonnet-20241022")]
    [InlineData("claude-3-5-sonnet", "claude-3-5-sonnet@20240620")]
    [InlineData("claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022")]
    [InlineData("chatgpt-4o", "chatgpt-4o-latest")]
    [InlineData("mistral-large-latest", "mistral-large-2411")]
    [InlineData("mistral-large-latest", "mistral-large")]
    [InlineData("gemini-1.5-pro", "models/gemini-1.5-pro-002")]
    [InlineData("doubao-1-5-pro-32k", "doubao-1-5-pro-32k-250115")]
    [InlineData("deepseek-chat-v3", "deepseek/deepseek-chat-v3-0324:free")]
    public void A_date_behind_the_name_is_a_snapshot_of_it(string asked, string answered) => ModelName.Compare(asked, answered).ShouldBe(ModelNameMatch.Snapshot);

    [Theory]
    [InlineData("gpt-4o", "gpt-4o-mini")]
    [InlineData("gpt-4o", "gpt-4o-mini-2024-07-18")]
    [InlineData("gpt-4o-mini", "gpt-4o")]
    [InlineData("gpt-4", "gpt-4-32k")]
    [InlineData("gpt-4", "gpt-4o")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o-2024-05-13")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o")]
    [InlineData("gpt-4o", "gpt-4o-2024-13-06")]
    [InlineData("gpt-4o", "gpt-4o-2024-02-30")]
    [InlineData("gpt-4", "gpt-4-1399")]
    [InlineData("llama-3", "llama-3-405")]
    [InlineData("llama3:8b", "llama3:70b")]
    [InlineData("deepseek-r1", "deepseek-r1:thinking")]
    [InlineData("o1", "o1-99999999")]
    [InlineData("m", "m-٠٦١٣")]
    [InlineData("gpt-4o", "gpt-4о")]
    [InlineData("gpt-4o", "gpt-4o\u200b")]
    [InlineData("gpt-4o", "/")]
    [InlineData("-latest", "-2024-08-06")]
    public void Anything_else_is_another_model(string asked, string answered) => ModelName.Compare(asked, answered).ShouldBe(ModelNameMatch.Other);

    [Fact]
    public void Every_name_is_the_same_as_itself_and_no_name_throws()
    {
        string[] parts = ["", "a", "models--", "--", "/", "\\", ":", "-latest", "@", "-0613", ".gguf", "\ud800", "\u202e", "-2024-08-06", ":free", " "];
        string[] names = [.. from a in parts from b in parts from c in parts select a + b + c];
        foreach (string name in names)
        {
            ModelName.Compare(name, name).ShouldBe(ModelNameMatch.Same);
            ModelName.Compare("a", name);
            ModelName.Compare(name, "a-0613");
        }
    }
}
