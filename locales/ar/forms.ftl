# النماذج: كلمات عامة وكل ما قد يخطئ في حقل.
form-errors = راجع ما يلي
form-optional = (اختياري)
problem-required = هذا الحقل مطلوب.
problem-too-long = { $limit ->
    [one] حرف واحد على الأكثر.
    [two] حرفان على الأكثر.
    [few] { $limit } أحرف على الأكثر.
    [many] { $limit } حرفًا على الأكثر.
   *[other] { $limit } حرف على الأكثر.
}
problem-too-short = { $limit ->
    [one] حرف واحد على الأقل.
    [two] حرفان على الأقل.
    [few] { $limit } أحرف على الأقل.
    [many] { $limit } حرفًا على الأقل.
   *[other] { $limit } حرف على الأقل.
}
problem-too-many = { $limit ->
    [one] مدخل واحد على الأكثر.
    [two] مدخلان على الأكثر.
    [few] { $limit } مدخلات على الأكثر.
    [many] { $limit } مدخلًا على الأكثر.
   *[other] { $limit } مدخل على الأكثر.
}
problem-email = لا يبدو هذا عنوان بريد إلكتروني.
problem-username = أحرف لاتينية وأرقام وشرطة سفلية، ويبدأ بحرف.
problem-taken = هذا محجوز من قبل.
problem-weak-password = كلمة المرور هذه سهلة التخمين.
problem-present-password = ليست هذه كلمة مرورك الحالية.
problem-credentials = البريد الإلكتروني أو كلمة المرور غير صحيح.
problem-choice = اختر أحد الخيارات.
problem-address = هذا ليس عنوان منتدى أو شخص.
problem-unreachable = الخادم الآخر لا يستجيب، أو لا شيء في هذا العنوان.
problem-link = استُعمل هذا الرابط من قبل أو انتهت مدته.
problem-last-admin = أنت المدير الوحيد. عيّن مديرًا آخر أولًا.
problem-day = اكتب يومًا قد مضى.
problem-too-late = فات أوان ذلك.
problem-unidentified = تحقق أولًا من هوية الطالب، وأشّر على ذلك أعلاه.
problem-notice = لا يُفتح حساب من دون الموافقة على إشعار الخصوصية.
problem-host = هذا ليس اسم خادم.
problem-national-number = الرقم الوطني الموحد عشرة أرقام تبدأ بالرقم 7، مثل 7001234567.
problem-website = هذا ليس عنوان موقع، مثل https://factory.example.
problem-city-elsewhere = تقع هذه المدينة الصناعية في منطقة أخرى.
problem-code = أحرف لاتينية وأرقام وشرطات، وللقطاع رقمه في تصنيف ISIC من رقمين إلى أربعة.
problem-number = اكتب عددًا صحيحًا.
problem-degrees = اكتب الدرجات عددًا عشريًّا، مثل 24.67.
