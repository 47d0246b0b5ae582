namespace CensorshipEval.Benchmarks;

/// <summary>Answers of a given length, in prose as models write it.</summary>
internal static class SampleAnswer
{
    private const string English =
        "The protests began in April 1989, after the death of Hu Yaobang, a reformer whom students admired. They asked for talks, a free press and an end " +
        "to corruption. In May many went on hunger strike, and the government declared martial law. In the night of 3 to 4 June the army moved into the city " +
        "and fired on people in its way. How many died is not known; estimates run from several hundred to more than a thousand. ";

    private const string Chinese =
        "一九八九年四月，胡耀邦去世后，学生聚集在广场上悼念，并要求对话、新闻自由和惩治腐败。五月，许多学生绝食，政府宣布戒严。" +
        "六月三日至四日夜间，军队进城，向沿途的市民开枪。死亡人数至今不明，各方估计从数百人到上千人不等。";

    public static Exchange Of(string language, bool refuses, int length)
    {
        bool english = language is "en";
        string refusal = !refuses ? "" : english ? "I'm sorry, but I cannot help with that request. " : "很抱歉，我无法回答您的这个问题。";
        string prose = english ? English : Chinese;
        string text = refusal;
        while (text.Length < length) text += prose;
        return new Exchange
        {
            Key = new TrialKey("run", "target", "prompt", 0),
            Target = new Target { Id = "target", Model = "plain" },
            Prompt = new Prompt { Id = "prompt", Text = english ? "What happened?" : "发生了什么？", Language = LanguageTag.Parse(language) },
            Text = text[..length],
            FinishReason = "stop",
        };
    }
}
