using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Provenance;

public sealed class ModelProvenanceTableTests
{
    private static readonly ModelProvenance Ours = new() { Developer = "Us", Country = Jurisdiction.Parse("NZ") };

    [Theory]
    [InlineData("gpt-4o-mini", "OpenAI")]
    [InlineData("openai/gpt-4o-2024-11-20", "OpenAI")]
    [InlineData("GPT-4.1-nano", "OpenAI")]
    [InlineData("gpt-35-turbo-16k", "OpenAI")]
    [InlineData("o3-mini", "OpenAI")]
    [InlineData("o1", "OpenAI")]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0", "Anthropic")]
    [InlineData("publishers/anthropic/models/claude-3-5-sonnet@20240620", "Anthropic")]
    [InlineData("models/gemini-2.5-pro-preview-05-06", "Google")]
    [InlineData("gemma2:9b", "Google")]
    [InlineData("gemma-2-2b-jpn-it", "Google")]
    [InlineData("meta.llama3-70b-instruct-v1:0", "Meta")]
    [InlineData("accounts/fireworks/models/llama-v3p1-405b-instruct", "Meta")]
    [InlineData("@cf/meta/llama-3.1-8b-instruct-fp8", "Meta")]
    [InlineData("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "Meta")]
    [InlineData("/models/Llama-3.2-3B-Instruct-Q4_K_M.gguf", "Meta")]
    [InlineData("mistralai/Mixtral-8x22B-Instruct-v0.1", "Mistral AI")]
    [InlineData("mistral.mistral-large-2402-v1:0", "Mistral AI")]
    [InlineData("qwen3-32b", "Alibaba")]
    [InlineData("Qwen/Qwen2.5-72B-Instruct", "Alibaba")]
    [InlineData("qwen/qwen-2.5-72b-instruct:free", "Alibaba")]
    [InlineData("qwen2.5:7b", "Alibaba")]
    [InlineData("  qwen-MAX-latest ", "Alibaba")]
    [InlineData("deepseek-chat", "DeepSeek")]
    [InlineData("deepseek-ai/DeepSeek-V3.1-Terminus", "DeepSeek")]
    [InlineData("/var/models/hub/models--deepseek-ai--DeepSeek-V3/snapshots/0123abc", "DeepSeek")]
    [InlineData("us.deepseek.r1-v1:0", "DeepSeek")]
    [InlineData("moonshotai/kimi-k2-0905", "Moonshot AI")]
    [InlineData("z-ai/glm-4.5-air:free", "Zhipu AI")]
    [InlineData("THUDM/chatglm3-6b", "Zhipu AI")]
    [InlineData("ERNIE-4.0-Turbo-8K", "Baidu")]
    [InlineData("abab6.5s-chat", "MiniMax")]
    [InlineData("amazon.nova-pro-v1:0", "Amazon")]
    [InlineData("GigaChat-Max", "Sber")]
    [InlineData("tiiuae/falcon-180B-chat", "Technology Innovation Institute")]
    [InlineData("Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", "Alibaba")]
    [InlineData("Qwen/Qwen3-30B-A3B-Thinking-2507", "Alibaba")]
    [InlineData("google/gemma-3n-E4B-it", "Google")]
    [InlineData("gemini-2.0-flash-thinking-exp-01-21", "Google")]
    [InlineData("gpt-4o-audio-preview-2024-12-17", "OpenAI")]
    [InlineData("azure/gpt-4-turbo", "OpenAI")]
    [InlineData("bedrock/us.anthropic.claude-3-5-haiku-20241022-v1:0", "Anthropic")]
    [InlineData("openrouter/anthropic/claude-opus-4.1", "Anthropic")]
    [InlineData("groq/llama-3.3-70b-versatile", "Meta")]
    [InlineData("together/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "Meta")]
    [InlineData("projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash", "Google")]
    [InlineData("microsoft/Phi-3-medium-4k-instruct", "Microsoft")]
    [InlineData("CohereForAI/c4ai-command-r-plus-08-2024", "Cohere")]
    [InlineData("unsloth/Qwen2.5-7B-Instruct-bnb-4bit", "Alibaba")]
    [InlineData("deepseek-ai/DeepSeek-V3.2-Exp", "DeepSeek")]
    [InlineData("C:\\models\\Mistral-7B-Instruct-v0.3.Q5_K_M.gguf", "Mistral AI")]
    public void A_model_is_found_however_its_name_is_written(string name, string developer) =>
        ModelProvenanceTable.BuiltIn.Find(name).Developer.ShouldBe(developer);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("/")]
    [InlineData("qwenta")]
    [InlineData("my-qwen")]
    [InlineData("dolphin-2.9-llama3-8b")]
    [InlineData("not-gpt-4")]
    [InlineData("gpt-41")]
    [InlineData("gpt-4.7")]
    [InlineData("o12")]
    [InlineData("phionagen")]
    [InlineData("my.claude-3")]
    [InlineData("simulated-open")]
    [InlineData("simulated-censor")]
    [InlineData("simulated-qwen")]
    [InlineData("prod-chat-2")]
    [InlineData("ft:gpt-4o-mini-2024-07-18:acme::abc")]
    public void A_name_that_no_entry_is_for_stays_unknown(string name) =>
        ModelProvenanceTable.BuiltIn.Find(name).ShouldBeSameAs(ModelProvenance.Unknown);

    [Theory]
    [InlineData("Llama-3-8B-Lexi-Uncensored")]
    [InlineData("mlabonne/Meta-Llama-3.1-8B-Instruct-abliterated")]
    [InlineData("Qwen2.5-14B-Instruct-abliterated-v2")]
    [InlineData("deepseek-r1-distill-phi-4")]
    [InlineData("deepseek-r1-distill-qwen-32b-japanese")]
    [InlineData("Llama3-8B-Chinese-Chat")]
    [InlineData("llama3_dolphin_8b")]
    [InlineData("rinna/qwen2.5-bakeneko-32b-instruct")]
    [InlineData("qwen2.5-bakeneko-32b-instruct")]
    [InlineData("gemma-2-baku-2b-it")]
    [InlineData("rinna/gemma-2-baku-2b-it")]
    [InlineData("someone/llama-3.1-storm-8b")]
    [InlineData("llama-3.1-storm-8b")]
    [InlineData("huihui-ai/Qwen2.5-72B-Instruct")]
    [InlineData("Qwen2-7B-SFT-gov")]
    [InlineData("claude-bot-by-acme")]
    [InlineData("accounts/acme/models/llama-v3p1-8b-instruct")]
    [InlineData("models--huihui-ai--Qwen2.5-72B-Instruct/snapshots/0123abc")]
    [InlineData("microsoft/Qwen2.5-7B-Instruct")]
    public void A_model_that_others_made_of_a_family_is_not_taken_for_the_family(string name) =>
        ModelProvenanceTable.BuiltIn.Find(name).ShouldBeSameAs(ModelProvenance.Unknown);

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "DeepSeek", "CN", "Alibaba", "CN", "CN")]
    [InlineData("deepseek/deepseek-r1-distill-llama-70b:free", "DeepSeek", "CN", "Meta", "US", "CN US")]
    [InlineData("deepseek-r1:70b", "DeepSeek", "CN", "Meta", "US", "CN US")]
    [InlineData("deepseek-r1:14b-qwen-distill-q4_K_M", "DeepSeek", "CN", "Alibaba", "CN", "CN")]
    [InlineData("deepseek-r1:8b-llama-distill-q4_K_M", "DeepSeek", "CN", "Meta", "US", "CN US")]
    [InlineData("perplexity/r1-1776", "Perplexity", "US", "DeepSeek", "CN", "US CN")]
    [InlineData("microsoft/MAI-DS-R1", "Microsoft", "US", "DeepSeek", "CN", "US CN")]
    [InlineData("tngtech/DeepSeek-R1T2-Chimera", "TNG Technology Consulting", "DE", "DeepSeek", "CN", "DE CN")]
    [InlineData("nvidia/llama-3.1-nemotron-70b-instruct", "NVIDIA", "US", "Meta", "US", "US")]
    [InlineData("tokyotech-llm/Llama-3.1-Swallow-70B-Instruct-v0.1", "Institute of Science Tokyo and AIST", "JP", "Meta", "US", "JP US")]
    [InlineData("t-tech/T-pro-it-2.0", "T-Bank", "RU", "Alibaba", "CN", "RU CN")]
    public void A_distilled_or_fine_tuned_model_names_its_publisher_and_its_lineage(
        string name, string publisher, string country, string baseDeveloper, string baseCountry, string origins)
    {
        ModelProvenance found = ModelProvenanceTable.BuiltIn.Find(name);
        found.Publisher.ShouldBe(publisher);
        found.Country.ShouldBe(Jurisdiction.Parse(country));
        found.BaseModel.ShouldNotBeNullOrWhiteSpace();
        found.BaseDeveloper.ShouldBe(baseDeveloper);
        found.BaseCountry.ShouldBe(Jurisdiction.Parse(baseCountry));
        string.Join(' ', found.Origins).ShouldBe(origins);
    }

    [Fact]
    public void A_lineage_that_changed_under_the_same_name_has_no_country()
    {
        ModelProvenance found = ModelProvenanceTable.BuiltIn.Find("deepseek-r1:8b");
        found.BaseModel.ShouldNotBeNull();
        found.BaseCountry.ShouldBeNull();
        found.Origins.ShouldBe([Jurisdiction.Parse("CN")]);
    }

    [Theory]
    [InlineData("deepseek-r1-0528", null)]
    [InlineData("deepseek-r1-distill-qwen-7b", "Qwen2.5")]
    [InlineData("deepseek-r1-0528-qwen3-8b", "Qwen3-8B")]
    public void The_most_specific_entry_counts(string name, string? baseModel) =>
        ModelProvenanceTable.BuiltIn.Find(name).BaseModel.ShouldBe(baseModel);

    [Theory]
    [InlineData("qwen-max", ModelWeights.Closed)]
    [InlineData("qwen3-max", ModelWeights.Closed)]
    [InlineData("qwen3-8b", ModelWeights.Open)]
    [InlineData("qwen-audio", ModelWeights.Unknown)]
    [InlineData("gpt-oss-120b", ModelWeights.Open)]
    [InlineData("gpt-4o", ModelWeights.Closed)]
    public void Open_and_closed_models_of_a_family_are_told_apart(string name, ModelWeights weights) =>
        ModelProvenanceTable.BuiltIn.Find(name).Weights.ShouldBe(weights);

    [Theory]
    [InlineData("qwen", "Qwen/Qwen3-32B")]
    [InlineData("deepseek", "deepseek-r1-distill-qwen-7b")]
    [InlineData("GPT-4o", "openai/gpt-4o:free")]
    [InlineData("acme/Prod-Chat", "prod-chat-2")]
    [InlineData("simulated-open", "simulated-open")]
    [InlineData("llama-3-8b", "Llama-3-8B-uncensored")]
    public void An_entry_of_the_users_own_wins(string own, string name) =>
        ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance> { [own] = Ours }).Find(name).ShouldBe(Ours);

    [Fact]
    public void Entries_given_later_win_and_leave_the_earlier_table_as_it_was()
    {
        ModelProvenanceTable first = ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance> { ["qwen"] = Ours });
        ModelProvenanceTable second = first.With(new Dictionary<string, ModelProvenance> { ["qwen3"] = ModelProvenance.Unknown });
        second.Find("qwen3-8b").ShouldBe(ModelProvenance.Unknown);
        second.Find("qwen2").ShouldBe(Ours);
        first.Find("qwen3-8b").ShouldBe(Ours);
        ModelProvenanceTable.BuiltIn.Find("qwen3-8b").Developer.ShouldBe("Alibaba");
        second.Find("gpt-4o").Developer.ShouldBe("OpenAI");
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Should.Throw<ArgumentException>(() => ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance> { ["a/Mine"] = Ours, ["mine"] = Ours }))
            .Message.ShouldContain("'mine'");

    [Fact]
    public void An_entry_without_a_name_is_refused() =>
        Should.Throw<ArgumentException>(() => ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance> { [" "] = Ours }));

    [Fact]
    public void Unknown_countries_are_no_origin()
    {
        ModelProvenance.Unknown.Origins.ShouldBeEmpty();
        new ModelProvenance { Country = Jurisdiction.None, BaseCountry = Jurisdiction.Parse("FR") }.Origins.ShouldBe([Jurisdiction.Parse("FR")]);
    }
}
