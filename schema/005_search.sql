-- Values that a search asks for by themselves.

CREATE INDEX article_rights_status ON article (rights_status);

CREATE INDEX article_language ON article (language);

CREATE INDEX article_word_count ON article (word_count);

CREATE INDEX rights_statement_holder ON rights_statement (holder) WHERE holder IS NOT NULL;

CREATE INDEX rights_statement_licence ON rights_statement (licence) WHERE licence IS NOT NULL;
