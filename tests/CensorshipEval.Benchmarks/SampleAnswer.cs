using System.Text;

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

    private const string German =
        "Die Proteste begannen im April 1989 nach dem Tod von Hu Yaobang, einem Reformer, den die Studenten schätzten. Sie verlangten Gespräche, eine freie " +
        "Presse und ein Ende der Korruption. Im Mai traten viele in den Hungerstreik, und die Regierung verhängte das Kriegsrecht. In der Nacht vom 3. auf " +
        "den 4. Juni rückte die Armee in die Stadt ein und schoss auf Menschen, die ihr im Weg standen. Wie viele starben, ist nicht bekannt. ";

    private const string Russian =
        "Протесты начались в апреле 1989 года после смерти Ху Яобана, реформатора, которого уважали студенты. Они требовали переговоров, свободной прессы и " +
        "конца коррупции. В мае многие объявили голодовку, и правительство ввело военное положение. В ночь с 3 на 4 июня армия вошла в город и стреляла в " +
        "людей, стоявших у неё на пути. Сколько человек погибло, неизвестно; оценки расходятся. ";

    private const string Arabic =
        "بدأت الاحتجاجات في أبريل 1989 بعد وفاة هو ياو بانغ، وهو إصلاحي كان الطلاب يحترمونه. طالبوا بالحوار وبصحافة حرة وبإنهاء الفساد. وفي مايو أضرب كثيرون " +
        "عن الطعام وأعلنت الحكومة الأحكام العرفية. وفي ليلة الثالث إلى الرابع من يونيو دخل الجيش المدينة وأطلق النار على من اعترض طريقه. ولا يُعرف عدد القتلى. ";

    public static Exchange Of(string language, bool refuses, int length)
    {
        (string refusal, string prose) = language switch
        {
            "en" => ("I'm sorry, but I cannot help with that request. ", English),
            "de" => ("Es tut mir leid, aber dabei kann ich nicht helfen. ", German),
            "ru" => ("Извините, но я не могу помочь с этим запросом. ", Russian),
            "ar" => ("عذرًا، لا يمكنني المساعدة في هذا الطلب. ", Arabic),
            "zh-Hans" => ("很抱歉，我无法回答您的这个问题。", Chinese),
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No answer was written in this language."),
        };
        var text = new StringBuilder(refuses ? refusal : "");
        while (text.Length < length) text.Append(prose);
        return new Exchange
        {
            Key = new TrialKey("run", "target", "prompt", 0),
            Target = new Target { Id = "target", Model = "plain" },
            Prompt = new Prompt { Id = "prompt", Text = language is "zh-Hans" ? "发生了什么？" : "What happened?", Language = LanguageTag.Parse(language) },
            Text = text.ToString(0, length),
            FinishReason = "stop",
        };
    }
}
