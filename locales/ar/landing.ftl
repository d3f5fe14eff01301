# صفحة الاستقبال والصفحة الرئيسية.
landing-title = أهلًا بك
landing-heading = اسأل مهندسًا سبق أن حلّ المشكلة
landing-lede = ملّاك المصانع ومهندسوها ومديرو التشغيل يسألون ويجيبون ويتبادلون ما نجح على خطوط الإنتاج.
landing-join = انضم إلى التجمّع
landing-browse = تصفّح المنتديات
landing-unanswered = أسئلة تنتظر إجابة
landing-unanswered-none = لا سؤال بلا إجابة
landing-unanswered-none-text = لا أحد ينتظر الآن. اطرح ما يعطّل خط إنتاجك.
landing-cases = أحدث التجارب
landing-cases-all = كل التجارب
landing-cases-browse = تصفّح التجارب
landing-cases-none = أول تجربة لم تُكتب بعد.
landing-map = أين نُفِّذت
landing-proof = أُجيب عنه مؤخرًا
landing-questions-all = كل الأسئلة
landing-instance = لمن هذا المكان
landing-instance-text = يدير { $site } هذا الخادم على { $host }. هنا حسابات أعضائه، ومن هنا يتحاورون مع أعضاء الغرف الأخرى.
landing-peers-more = { $n ->
    [zero] ولا غيرها
    [one] وخادم آخر
    [two] وخادمان آخران
    [few] و{ $n } خوادم أخرى
    [many] و{ $n } خادمًا آخر
   *[other] و{ $n } خادم آخر
}
landing-about = عن هذا الخادم
landing-peers-text = يمكنك متابعة منتديات هذه الخوادم من هنا، ويمكنهم متابعة منتدياتنا من هناك.
landing-how = كيف يعمل المجلس
landing-how-1 = اسأل بلغتك
landing-how-1-text = صف الآلة وما قِسته وما جرّبته، بالعربية أو الإنجليزية أو بكلتيهما في مشاركة واحدة.
landing-how-2 = تأتيك الإجابة من مصانع أخرى
landing-how-2-text = يرى سؤالك أعضاء هذا التجمّع وأعضاء الغرف المتصلة به، أينما كانت حساباتهم.
landing-how-3 = اعتمد ما نجح
landing-how-3-text = تبقى الإجابة المعتمدة تحت السؤال مباشرة، فيجدها المصنع التالي في دقيقة.
figure-members = الأعضاء
figure-topics = المواضيع
figure-answered = أسئلة أُجيب عنها
figure-verified = مصانع موثّقة
figure-cases = تجارب
figure-followers = المتابعون
home-heading = منتدياتك
home-lede = آخر ما جرى في المنتديات التي تتابعها.
home-empty = لا تتابع أي منتدى بعد
home-empty-text = تابع المنتديات التي تخصّ مصنعك، وستجد أحدث مواضيعها هنا.
home-empty-action = اختر منتدياتك
home-quiet = لا جديد بعد
home-quiet-text = المنتديات التي تتابعها هادئة. اطّلع في هذه الأثناء على ما يناقشه الآخرون.
home-followed = منتديات تتابعها
home-notes = من الذين تتابعهم
home-followed-none = لا شيء بعد.
